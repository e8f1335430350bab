import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Fault } from './fault'
import { momentOf } from './moments'

/** A click log: rows of three columns, sessions and items numbered by their place in the lists of names. */
export type Log = { sessions: string[]; items: string[]; session: Int32Array; item: Int32Array; at: Float64Array }

/** What a column may be called, whatever its case and whatever stands between its words. */
const NAMES = {
  session: ['sessionid', 'session', 'sid'],
  item: ['itemid', 'item', 'productid', 'product', 'iid'],
  time: ['time', 'timestamp', 'datetime', 'date', 'eventtime', 'at', 'ts'],
}
const WANTED = 'The first line names the columns: SessionId, ItemId and Time, with a tab between them.'

/**
 * Reads a click log: SessionId, ItemId and Time with a header, in any order and beside other columns, divided by tabs (by
 * commas or semicolons where the header has no tab). Row by row, so memory is that of three numbers a row and the names.
 *
 * @throws {Fault} when there is no such file, no header, or a row that is none
 */
export async function readLog(file: string): Promise<Log> {
  const names = { session: new Map<string, number>(), item: new Map<string, number>() }
  const number = (of: Map<string, number>, name: string): number => {
    const known = of.get(name)
    if (known !== undefined) return known
    // A copy: a part of a line keeps the whole line, and with it what was read around it, from being forgotten.
    of.set(Buffer.from(name).toString(), of.size)
    return of.size - 1
  }
  let log: Columns = { session: new Int32Array(1024), item: new Int32Array(1024), at: new Float64Array(1024) }
  let header: Header | null = null
  let [line, rows] = [0, 0]
  for await (const text of linesOf(file)) {
    line += 1
    if (text.trim() === '') continue
    if (!header) {
      header = headerOf(text, file)
      continue
    }
    const cells = text.split(header.separator)
    const cell = (column: number): string => (cells[column] ?? '').trim()
    const [session, item, time] = [cell(header.session), cell(header.item), cell(header.time)]
    const at = momentOf(time)
    if (session === '' || item === '' || !Number.isFinite(at))
      throw new Fault(
        `Line ${line} of ${file} is no row of the log: session "${session}", item "${item}", time "${time}". ` +
          'A time is a number of seconds or milliseconds, or a date such as 2020-06-30T17:05:43Z.',
      )
    if (rows === log.at.length) log = resized(log, rows * 2)
    log.session[rows] = number(names.session, session)
    log.item[rows] = number(names.item, item)
    log.at[rows] = at
    rows += 1
  }
  if (!header) throw new Fault(`${file} is empty. ${WANTED}`)
  return { sessions: [...names.session.keys()], items: [...names.item.keys()], ...resized(log, rows) }
}

type Columns = Pick<Log, 'session' | 'item' | 'at'>

function resized({ session, item, at }: Columns, rows: number): Columns {
  const longer = { session: new Int32Array(rows), item: new Int32Array(rows), at: new Float64Array(rows) }
  longer.session.set(session.subarray(0, rows))
  longer.item.set(item.subarray(0, rows))
  longer.at.set(at.subarray(0, rows))
  return longer
}

type Header = { separator: string; session: number; item: number; time: number }

function headerOf(text: string, file: string): Header {
  const separator = ['\t', ';', ','].find((each) => text.includes(each)) ?? '\t'
  const titles = text
    .replace(/^\uFEFF/, '')
    .split(separator)
    .map((title) => title.toLowerCase().replaceAll(/[^a-z]/g, ''))
  const column = (of: readonly string[]): number =>
    of.map((name) => titles.indexOf(name)).find((place) => place >= 0) ?? -1
  const header = { separator, session: column(NAMES.session), item: column(NAMES.item), time: column(NAMES.time) }
  const missing = (['session', 'item', 'time'] as const).filter((name) => header[name] < 0)
  if (missing.length > 0) throw new Fault(`${file} has no header with a column for ${missing.join(' and ')}. ${WANTED}`)
  return header
}

/** The lines of a file. @throws {Fault} when it cannot be read */
async function* linesOf(file: string): AsyncGenerator<string> {
  const stream = createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })
  try {
    yield* createInterface({ input: stream, crlfDelay: Infinity })
  } catch (error) {
    throw unreadable(file, error)
  }
}

function unreadable(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return new Fault(`There is no file ${file}. Give the path of a click log. ${WANTED}`)
  if (code === 'EISDIR') return new Fault(`${file} is a folder. Give the path of a click log. ${WANTED}`)
  if (code === 'EACCES') return new Fault(`${file} cannot be read: its permissions forbid it.`)
  return error
}
