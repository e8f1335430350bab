import {
  ALGORITHM_NAMES,
  DEFAULT_ALGORITHM,
  FUSED_SETTINGS,
  type AlgorithmName,
  type FusedSettings,
} from '@/lib/ranking/sessions'
import { Fault } from './fault'
import { readLog } from './log'
import { measured, taught, type Measured } from './measure'
import { carved, sessionsOf } from './sessions'

/** What was asked for on the command line. */
export type Asked = { train?: string; test?: string; day?: string; algorithm?: string; set?: string[] }

export type Answer = { algorithm: AlgorithmName } & Measured & {
    sessions: number
    train: { events: number; sessions: number; items: number }
    seconds: { reading: number; learning: number; predicting: number }
  }

/**
 * Evaluates an algorithm on a log.
 *
 * @param say takes what is said on the way, for people
 * @throws {Fault} when something asked for is not possible
 */
export async function answer(asked: Asked, say: (line: string) => void): Promise<Answer> {
  const algorithm = algorithmOf(asked.algorithm)
  const settings = settingsOf(asked.set ?? [], algorithm)
  const day = dayOf(asked)
  if (asked.train === undefined) throw new Fault('Say which log to learn from: --train FILE.')
  const clock = stopwatch()

  const trainLog = await readLog(asked.train)
  const all = sessionsOf(trainLog)
  const split = day === undefined ? undefined : carved(trainLog, all, day)
  const testLog = split || asked.test === undefined ? trainLog : await readLog(asked.test)
  const train = split?.train ?? all
  const test = split?.test ?? sessionsOf(testLog)
  const reading = clock()
  say(
    `Read ${count(trainLog.at.length)} events; ${count(train.length)} sessions to learn from, ${count(test.length)} to predict.`,
  )

  const index = taught(trainLog, train)
  const learning = clock()
  const every = Math.max(1, Math.ceil(test.length / 10))
  const result = measured(index, testLog, test, { algorithm, settings, fill: FILLED.includes(algorithm) }, (done) => {
    if (done % every === 0) say(`${count(done)} of ${count(test.length)} sessions`)
  })
  if (result.n === 0) throw new Fault('There is nothing to predict: no session of the test part has two events.')
  return {
    ...{ algorithm, ...result, sessions: test.length },
    train: { events: index.events.count, sessions: index.sessions.count, items: index.items.numbers.size },
    seconds: { reading, learning, predicting: clock() },
  }
}

/** The default falls back on what is popular; what was published is measured as it was. */
const FILLED: readonly AlgorithmName[] = [DEFAULT_ALGORITHM, 'popular']

const count = (number: number): string => number.toLocaleString('en')

function algorithmOf(name: string = DEFAULT_ALGORITHM): AlgorithmName {
  const algorithm = ALGORITHM_NAMES.find((each) => each === name)
  if (!algorithm) throw new Fault(`There is no algorithm "${name}". There are ${ALGORITHM_NAMES.join(', ')}.`)
  return algorithm
}

/** Settings of the default as NAME=NUMBER, to see what a part is worth. */
function settingsOf(pairs: readonly string[], algorithm: AlgorithmName): Partial<FusedSettings> {
  if (pairs.length > 0 && algorithm !== DEFAULT_ALGORITHM)
    throw new Fault(`Only ${DEFAULT_ALGORITHM} takes --set: the others stand as they were published.`)
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.split('=')
      if (!(name in FUSED_SETTINGS) || value === '' || !Number.isFinite(Number(value)))
        throw new Fault(`"${pair}" sets nothing. It is NAME=NUMBER, of ${Object.keys(FUSED_SETTINGS).join(', ')}.`)
      return [name, Number(value)]
    }),
  )
}

function dayOf({ day, test }: Asked): number | undefined {
  if ((day === undefined) === (test === undefined))
    throw new Fault('Say what to predict: --test FILE, or --day N for the Nth last day of the training log.')
  if (day === undefined) return undefined
  if (!/^[1-9]\d*$/.test(day)) throw new Fault(`"${day}" is no day: 1 is the last of the log, 2 the one before.`)
  return Number(day)
}

/** Gives the seconds since it was last asked. */
function stopwatch(): () => number {
  let last = performance.now()
  return () => {
    const before = last
    last = performance.now()
    return Math.round((last - before) / 10) / 100
  }
}

/** The answer for people. */
export function told({ algorithm, sessions, train, n, hr20, mrr20, p50us, p90us, seconds }: Answer): string {
  const rows: [string, string][] = [
    ['Algorithm', algorithm],
    ['Learned from', `${count(train.events)} events of ${count(train.sessions)} sessions, ${count(train.items)} items`],
    ['Predictions (n)', `${count(n)} in ${count(sessions)} sessions`],
    ['HR@20', hr20.toFixed(4)],
    ['MRR@20', mrr20.toFixed(4)],
    ['Time of one', `p50 ${Math.round(p50us)} µs, p90 ${Math.round(p90us)} µs`],
    ['Took', `reading ${seconds.reading} s, learning ${seconds.learning} s, predicting ${seconds.predicting} s`],
  ]
  return rows.map(([name, value]) => `  ${name.padEnd(17)}${value}`).join('\n')
}
