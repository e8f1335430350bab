import type { Minor } from '@/lib/core/money'
import type { LoyaltyProgram } from '../schema'
import type { LoyaltyEntry } from '../transactions'

/** What a row says, in the order of a file's columns. */
export const COLUMNS = ['id', 'customer', 'time', 'kind', 'amount', 'currency', 'channel'] as const
export type Column = (typeof COLUMNS)[number]

/** A row as it came in: nothing about it is sure yet. */
export type RawRow = Readonly<Partial<Record<Column, unknown>>>

/** What rows are read by: amounts are the programme's, and so are times that name no zone. */
export type RowRules = Pick<LoyaltyProgram, 'name' | 'currency' | 'timeZone'>

/** A row that can be written: one loyalty entry, and whose it is. */
export type Report = LoyaltyEntry & {
  /** What the reporter calls the customer; an e-mail is in lower case. */
  customer: string
  amount: Minor
}

/** What became of a row. `already`: it was there, just like this. */
export type Outcome = { status: 'created' | 'already' } | { status: 'refused'; reason: string }

/** What became of some rows, in their order. */
export type Written = { outcomes: Outcome[]; customersCreated: number }

/** Runs one statement with values for $1, $2, … in the caller's transaction. */
export type Sql = <Row>(text: string, values: readonly unknown[]) => Promise<Row[]>
