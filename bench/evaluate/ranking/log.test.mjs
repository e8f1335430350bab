import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { Fault } from './fault'
import { readLog } from './log'
import { measured, taught } from './measure'
import { momentOf } from './moments'
import { carved, rowsByTime, sessionsOf } from './sessions'

let folder
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sorento-log-'))
  return () => rmSync(folder, { recursive: true, force: true })
})

const given = (text, name = 'log.txt') => {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}
/** The rows of a log as they would be written. */
const rows = ({ sessions, items, session, item, at }) =>
  [...at].map((moment, row) => `${sessions[session[row]]} ${items[item[row]]} ${moment}`)
const names = (log) =>
  sessionsOf(log).map(({ name, rows: own }) => [name, ...Array.from(own, (row) => log.items[log.item[row]])])

describe('times', () => {
  it.each([
    ['1592337718.0', 1592337718000],
    ['1592337718', 1592337718000],
    ['1592337718.25', 1592337718250],
    ['1592337718000', 1592337718000],
    ['1592337718000000', 1592337718000],
    ['1.592337718E9', 1592337718000],
    ['17', 17000],
    ['2020-06-16T20:01:58Z', 1592337718000],
    ['2020-06-16T22:01:58+02:00', 1592337718000],
    ['2020-06-16T20:01:58.000', 1592337718000],
    ['2020-06-16 20:01:58', 1592337718000],
    ['2020-06-16', 1592265600000],
  ])('%s', (text, moment) => expect(momentOf(text)).toBeCloseTo(moment, 3))

  it.each(['', 'yesterday', '12:30', '1592337718,0', 'NaN', 'Infinity'])('not "%s"', (text) => {
    expect(momentOf(text)).toBeNaN()
  })
})

describe('a log', () => {
  const expected = ['1 a 10000', '1 b 20000', '2 a 15000']
  it.each([
    ['as it is published', 'SessionId\tItemId\tTime\n1\ta\t10.0\n1\tb\t20.0\n2\ta\t15.0\n'],
    [
      'of another order, with other columns',
      'Time\tCountry\tItemId\tSessionId\n10\tNL\ta\t1\n20\tNL\tb\t1\n15\tBE\ta\t2\n',
    ],
    [
      'from Windows, with a mark at its beginning and no last line end',
      '\uFEFFSessionId\tItemId\tTime\r\n1\ta\t10\r\n1\tb\t20\r\n2\ta\t15',
    ],
    ['with other names, commas and empty lines', 'session_id,item_id,timestamp\n\n1,a,10\n1,b,20\n2,a,15\n\n'],
    ['with spaces around', 'session id\titem id\ttime\n1 \t a\t 10 \n1\tb\t20\n2\ta\t15\n'],
  ])('%s', async (_, text) => expect(rows(await readLog(given(text)))).toEqual(expected))

  it.each([
    ['there is no file', () => path.join(folder, 'none.txt'), /There is no file .*none\.txt/],
    ['it is a folder', () => (mkdirSync(path.join(folder, 'in')), path.join(folder, 'in')), /is a folder/],
    ['it is empty', () => given(''), /is empty.*names the columns: SessionId, ItemId and Time/],
    [
      'there is no header',
      () => given('1\ta\t10\n1\tb\t20\n'),
      /no header with a column for session and item and time/,
    ],
    ['a column is missing', () => given('SessionId\tItemId\n1\ta\n'), /no header with a column for time/],
    ['a time is none', () => given('SessionId\tItemId\tTime\n1\ta\t10\n1\tb\tsoon\n'), /Line 3 .* time "soon"/],
    ['a row is short', () => given('SessionId\tItemId\tTime\n1\ta\n'), /Line 2 .* time ""/],
  ])('is refused when %s', async (_, file, message) => {
    const refused = await readLog(file()).catch((error) => error)
    expect(refused).toBeInstanceOf(Fault)
    expect(refused.message).toMatch(message)
  })
})

describe('sessions', () => {
  it('are by their end, events by time and, at the same moment, as in the file', async () => {
    const log = await readLog(
      given('SessionId\tItemId\tTime\nlate\tx\t50\nmixed\tc\t30\nmixed\ta\t10\nmixed\tb\t10\nmixed\ta\t10\n'),
    )
    expect(names(log)).toEqual([
      ['mixed', 'a', 'b', 'a', 'c'],
      ['late', 'x'],
    ])
    expect(Array.from(rowsByTime(log, sessionsOf(log)), (row) => log.items[log.item[row]])).toEqual([
      'a',
      'b',
      'a',
      'c',
      'x',
    ])
  })

  it('of a day can be carved out, with what was known before it', async () => {
    const day = (n) => n * 86_400
    const log = await readLog(
      given(
        `SessionId\tItemId\tTime\nold\ta\t0\nold\tb\t5\nlast\ta\t${day(3)}\nlast\tnew\t${day(3) + 1}\nlast\tb\t${day(3) + 2}\nalone\ta\t${day(3) + 2}\n`,
      ),
    )
    const { train, test } = carved(log, sessionsOf(log), 1)
    expect(train.map(({ name }) => name)).toEqual(['old'])
    expect(test.map(({ name, rows: own }) => [name, own.length])).toEqual([['last', 2]])
  })
})

describe('the measure', () => {
  it('asks after every prefix, and takes what was never met for missed', async () => {
    const train = await readLog(
      given('SessionId\tItemId\tTime\n1\ta\t1\n1\tb\t2\n2\ta\t3\n2\tc\t4\n3\ta\t5\n3\tc\t6\n'),
    )
    const test = await readLog(
      given('SessionId\tItemId\tTime\n9\ta\t11\n9\tc\t12\n9\tz\t13\n8\ta\t11\n8\tb\t12\n7\ta\t20\n', 'test.txt'),
    )
    const index = taught(train, sessionsOf(train))
    const { n, hr20, mrr20, p50us, p90us } = measured(index, test, sessionsOf(test), { algorithm: 'rules' })
    // c comes first after a, b second, z never.
    expect({ n, hr20, mrr20 }).toEqual({ n: 3, hr20: 0.666667, mrr20: 0.5 })
    expect(p50us).toBeGreaterThan(0)
    expect(p90us).toBeGreaterThanOrEqual(p50us)
  })

  it('sees nothing of a test session but the prefix, even where the training part has it', async () => {
    const whole = 'SessionId\tItemId\tTime\n1\ta\t1\n1\tb\t2\n'
    const log = await readLog(given(whole))
    const index = taught(log, sessionsOf(log))
    expect(measured(index, log, sessionsOf(log), { fill: false })).toMatchObject({ n: 1, hr20: 0, mrr20: 0 })
    expect(index.events.count).toBe(2)
  })
})
