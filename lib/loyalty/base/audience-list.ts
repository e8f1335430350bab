import { decimal, formatMoney, type Minor } from '@/lib/core/money'
import type { LoyaltyProgram } from '../schema'
import type { AudienceMember } from './schema'
import { count, table } from './table'
import { asOfTold, dayTold, NONE } from './told'

export const AUDIENCE_COLUMNS = [
  'customer',
  'name',
  'email',
  'tier',
  'qualifying_spend',
  'currency',
  'member_since',
  'next_tier',
  'amount_to_next',
] as const

/** Who spends most first; of equal ones, by what they are called. */
export function sortAudience(members: readonly AudienceMember[]): AudienceMember[] {
  return members.toSorted(
    (a, b) => b.qualifyingSpend - a.qualifyingSpend || (customerTold(a) < customerTold(b) ? -1 : 1),
  )
}

/** What the till calls somebody, else their e-mail address. */
export const customerTold = ({ externalRef, email, id }: AudienceMember): string => externalRef ?? email ?? id

/** One line of CSV, in the order of `AUDIENCE_COLUMNS`; amounts are decimals, days "2011-12-09". */
export function audienceLine(programme: LoyaltyProgram, member: AudienceMember): string {
  const { name, email, tier, qualifyingSpend, memberSince, next, amountToNext } = member
  return csvLine([
    customerTold(member),
    // Shoppers choose their names, and a spreadsheet would work out one that begins like a formula.
    /^[=+\-@\t\r]/.test(name) ? `'${name}` : name,
    email ?? '',
    tier?.name ?? '',
    decimal(qualifyingSpend),
    programme.currency,
    dayTold(memberSince, programme),
    next?.name ?? '',
    amountToNext === null ? '' : decimal(amountToNext),
  ])
}

export type AudienceObject = {
  asOf: string
  tier: string
  members: {
    customer: string
    name: string
    email: string | null
    /** Minor units. */
    qualifyingSpend: number
    memberSince: string
    next: string | null
    amountToNext: number | null
  }[]
}

/** The list for machines. */
export function audienceObject(
  programme: LoyaltyProgram,
  asked: { index: number; asOf: Date },
  members: readonly AudienceMember[],
): AudienceObject {
  return {
    asOf: dayTold(asked.asOf, programme),
    tier: programme.tiers[asked.index]?.name ?? NONE,
    members: members.map((member) => ({
      customer: customerTold(member),
      name: member.name,
      email: member.email,
      qualifyingSpend: member.qualifyingSpend,
      memberSince: dayTold(member.memberSince, programme),
      next: member.next?.name ?? null,
      amountToNext: member.amountToNext,
    })),
  }
}

/** Quoted where a comma, a quote or a line break asks for it (RFC 4180). */
export const csvLine = (cells: readonly string[]): string =>
  cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')

/** The list for people. */
export function audienceText(programme: LoyaltyProgram, asOf: Date, members: readonly AudienceMember[]): string {
  const money = (amount: Minor) => formatMoney(amount, programme.currency)
  const rows = members.map((member) => [
    customerTold(member),
    member.name === customerTold(member) ? '' : member.name,
    money(member.qualifyingSpend),
    dayTold(member.memberSince, programme),
    member.next && member.amountToNext !== null ? `${money(member.amountToNext)} to ${member.next.name}` : '',
  ])
  const head = ['Customer', 'Name', 'Qualifying spend', 'Member since', 'Next']
  return [
    asOfTold(programme, asOf),
    table(head, rows, [1]),
    `  ${count(members.length)} ${members.length === 1 ? 'member' : 'members'}`,
  ].join('\n\n')
}
