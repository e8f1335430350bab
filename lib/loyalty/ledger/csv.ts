import { parse, type CsvError } from 'csv-parse'
import { Readable } from 'node:stream'
import { FileFault } from './encoding'
import { COLUMNS, type RawRow } from './schema'

/** A row of a file: its values in the order of the columns, as many as there are, and the line it begins on. */
export type CsvRow = { line: number; values: string[] }

/** Bytes. A quote that is never closed makes the rest of the file one row: that is told soon, not read to the end. */
const LONGEST_ROW = 4_000
const HEADER = COLUMNS.join(',')

/**
 * The rows of a CSV file (RFC 4180; lines may end with LF or CRLF, a byte order mark and empty lines are passed over)
 * below its header, which must be exactly the columns in their order. Memory does not grow with the file.
 * Throws a `FileFault` for another header, and where quotes leave no rows to be told apart: of the rows before them, the
 * nearest may not have been handed on.
 */
export async function* readCsv(source: AsyncIterable<Buffer>): AsyncGenerator<CsvRow, void, void> {
  const options = { relax_column_count: true, record_delimiter: ['\r\n', '\n'], max_record_size: LONGEST_ROW }
  const parser = parse({ bom: true, ...options })
  const input = Readable.from(source, { objectMode: false })
  // A fault of the source is thrown where the rows are read.
  input.on('error', (error) => parser.destroy(error))
  input.pipe(parser)
  let header: string[] | null = null
  let line = 1
  try {
    for await (const values of parser as AsyncIterable<string[]>) {
      if (!header) checkHeader((header = values))
      else if (values.length > 1 || values[0] !== '') yield { line, values }
      line += 1 + lineBreaksIn(values)
    }
  } catch (error) {
    throw isCsvError(error) ? quotesFault(error) : error
  } finally {
    input.destroy()
  }
  if (!header) throw new FileFault(`The file is empty. Its first line must be: ${HEADER}`)
}

/** The row by its columns; null where it has more or fewer. */
export function byColumn(values: readonly string[]): RawRow | null {
  if (values.length !== COLUMNS.length) return null
  const [id, customer, time, kind, amount, currency, channel] = values
  return { id, customer, time, kind, amount, currency, channel }
}

function checkHeader(header: readonly string[]): void {
  if (header.join(',') === HEADER) return
  const found = header.join(',')
  const hint = /[;\t]/.test(found) ? '. Separate the columns by commas.' : ''
  throw new FileFault(`The first line must be: ${HEADER}\nIt is: ${printable(found)}${hint}`)
}

/** Of a file that is no text at all, not more than a glimpse. */
const printable = (text: string) => JSON.stringify(text.slice(0, 200)).slice(1, -1) + (text.length > 200 ? '…' : '')

const lineBreaksIn = (record: readonly string[]) =>
  record.reduce((all, value) => (value.includes('\n') ? all + value.split('\n').length - 1 : all), 0)

const isCsvError = (error: unknown): error is CsvError & { lines: number } =>
  error instanceof Error && 'code' in error && /^(?:CSV_|INVALID_)/.test(String(error.code))

function quotesFault({ code, lines }: { code: string; lines: number }): FileFault {
  if (lines === 1) return new FileFault(`The first line must be: ${HEADER}\nIt cannot be read as that.`)
  if (code === 'CSV_MAX_RECORD_SIZE' || code === 'CSV_QUOTE_NOT_CLOSED') {
    return new FileFault(
      `A row that ends on line ${lines} or later is longer than ${LONGEST_ROW} characters, or a quote in it is never ` +
        'closed. Put it right and import the file again: what is there already is not written twice.',
    )
  }
  return new FileFault(
    `Line ${lines} has a quote in the midst of a value. A value with quotes is written "like ""this""". Put it right ` +
      'and import the file again: what is there already is not written twice.',
  )
}
