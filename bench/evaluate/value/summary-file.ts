import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { parse, type CsvError } from 'csv-parse'
import type { Spending, Summary } from '@/lib/value/prediction/summary'
import { Fault } from '../ranking/fault'

/** One customer of a summary: purchases after the first, when the last one was, how long they were seen, and money. */
export type Row = Summary & { zbar: number | null }

/** What a column may be called, whatever its case and whatever stands between its words. */
const NAMES = {
  frequency: ['frequency', 'x'],
  recency: ['recency', 'tx'],
  T: ['t', 'tcal', 'age'],
  monetary_value: ['monetaryvalue', 'zbar', 'monetary', 'mx', 'zx'],
} as const
type Column = keyof typeof NAMES
const WANTED =
  'The first line names the columns: ID; frequency or x; recency or t_x; T; and, for money, monetary_value or zbar.'

/** T may be a little shorter than t_x, by what rounding both to two digits can do. */
const ROUNDING = 0.011

/**
 * Reads a summary of customers, row by row: comma, semicolon or tab, columns in any order and beside others. Of whom a
 * row is, the ID, is not read.
 *
 * @throws {Fault} when there is no such file, a column is missing, or a row cannot be; with its line
 */
export async function readSummary(file: string): Promise<Row[]> {
  const rows: Row[] = []
  let columns: Columns | null = null
  const records = parse({
    ...{ bom: true, delimiter: await delimiterOf(file), skip_empty_lines: true, trim: true, info: true },
    ...{ relax_column_count: true },
  })
  const source = createReadStream(file)
  source.on('error', (error) => records.destroy(error))
  try {
    for await (const { record, info } of source.pipe(records) as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>) {
      if (columns) rows.push(rowOf(record, columns, `Line ${info.lines} of ${file}`))
      else columns = columnsOf(record, file)
    }
  } catch (error) {
    throw understood(error, file)
  }
  if (!columns) throw new Fault(`${file} is empty. ${WANTED}`)
  if (rows.length === 0) throw new Fault(`${file} names columns and no customer.`)
  return rows
}

type Columns = Record<Exclude<Column, 'monetary_value'>, number> & { monetary_value: number | null }

function columnsOf(titles: readonly string[], file: string): Columns {
  const named = titles.map((title) => title.toLowerCase().replaceAll(/[^a-z]/g, ''))
  const column = (name: Column): number => named.findIndex((title) => NAMES[name].some((known) => known === title))
  const found = { frequency: column('frequency'), recency: column('recency'), T: column('T') }
  const missing = Object.entries(found).filter(([, place]) => place < 0)
  if (missing.length > 0) {
    const names = missing.map(([name]) =>
      name === 'frequency' ? 'frequency (or x)' : name === 'recency' ? 'recency (or t_x)' : name,
    )
    throw new Fault(`${file} has no column ${names.join(' and no column ')}. ${WANTED}`)
  }
  const money = column('monetary_value')
  return { ...found, monetary_value: money < 0 ? null : money }
}

function rowOf(cells: readonly string[], columns: Columns, where: string): Row {
  const number = (name: Column, place: number): number => {
    const text = cells[place] ?? ''
    const value = Number(text)
    if (text === '' || !Number.isFinite(value)) throw new Fault(`${where}: ${name} is "${text}", not a number.`)
    if (value < 0) throw new Fault(`${where}: ${name} is ${text}; it cannot be less than 0.`)
    return value
  }
  const x = number('frequency', columns.frequency)
  const tx = number('recency', columns.recency)
  const T = number('T', columns.T)
  if (!Number.isInteger(x))
    throw new Fault(`${where}: frequency is ${x}; it counts repeat purchases, in whole numbers.`)
  if (x === 0 && tx > 0)
    throw new Fault(`${where}: recency is ${tx} where frequency is 0. Without a repeat purchase it is 0.`)
  if (tx > T + ROUNDING)
    throw new Fault(`${where}: recency ${tx} is later than T, ${T}. Both count from the first purchase.`)
  const { monetary_value: place } = columns
  // Who never bought again has no value of a repeat purchase: some write 0 there, some nothing.
  const told = place !== null && (cells[place] ?? '') !== ''
  const zbar = told ? number('monetary_value', place) : null
  return { x, tx: Math.min(tx, T), T, zbar }
}

/** What divides the columns of the first line. */
async function delimiterOf(file: string): Promise<string> {
  const handle = await open(file).catch((error: unknown) => {
    throw understood(error, file)
  })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0)
    const [first = ''] = buffer.subarray(0, bytesRead).toString().split(/\r?\n/)
    return ['\t', ';', ','].find((each) => first.includes(each)) ?? ','
  } catch (error) {
    throw understood(error, file)
  } finally {
    await handle.close()
  }
}

function understood(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') return new Fault(`There is no file ${file}. Give the path of a summary. ${WANTED}`)
  if (code === 'EISDIR') return new Fault(`${file} is a folder. Give the path of a summary. ${WANTED}`)
  if (code === 'EACCES') return new Fault(`${file} cannot be read: its permissions forbid it.`)
  if (code.startsWith('CSV_'))
    return new Fault(`Line ${(error as CsvError).lines} of ${file}: ${(error as Error).message}`)
  return error
}

/** What Gamma-Gamma can use of rows; undefined where they say nothing of money. */
export function spendingsOf(rows: readonly Row[]): Spending[] | undefined {
  if (rows.every(({ zbar }) => zbar === null)) return undefined
  return rows.flatMap(({ x, zbar }) => (zbar === null ? [] : [{ x, zbar }]))
}
