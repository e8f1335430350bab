import { WEEKS, type HeldOut, type Share } from './held-out'
import type { Interval } from './judge'

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`
const three = (number: number): string => number.toFixed(4)
const within = ({ value, low, high }: Interval): string => `${three(value)}  (${three(low)} to ${three(high)})`

/** What held-out weeks say, for people. */
export function toldHeldOut({ customers, bought, params, auc, tenths, atRisk }: HeldOut): string {
  const { r, alpha, a, b, logLikelihood } = params
  const rows: [string, string][] = [
    [
      'Customers',
      `${customers.toLocaleString('en')}, of whom ${percent(bought)} bought in weeks ${WEEKS + 1} to ${2 * WEEKS}`,
    ],
    [
      'Learned',
      `r ${three(r)}, alpha ${three(alpha)}, a ${three(a)}, b ${three(b)}, log-likelihood ${logLikelihood.toFixed(2)}`,
    ],
    ['', ''],
    ['AUC', 'who buys again (in brackets: 95% of 1,000 bootstrap samples)'],
    ['own score', within(auc.chance)],
    ['expected', within(auc.expected)],
    ['gain', within(auc.gain)],
    ['recency', three(auc.recency)],
    ['frequency', three(auc.frequency)],
    ['P(alive)', three(auc.alive)],
    ['', ''],
    ['Tenths', 'by expected purchases: expected, actual, share that bought'],
    ...tenths.map(({ expected, actual, bought: came }, i): [string, string] => [
      `${i + 1}`,
      [expected.toFixed(2).padStart(6), actual.toFixed(2).padStart(6), percent(came).padStart(7)].join('  '),
    ]),
    ['', ''],
    ['At risk', 'share that bought, flagged against not flagged, by days with a purchase'],
    ...atRisk.map(({ of, flagged, others }): [string, string] => [
      of,
      `${shareOf(flagged)} against ${shareOf(others)}`,
    ]),
  ]
  return rows.map(([name, value]) => `  ${name.padEnd(12)}${value}`.trimEnd()).join('\n')
}

const shareOf = ({ customers, bought }: Share): string =>
  `${customers === 0 ? 'none' : percent(bought)} of ${customers.toLocaleString('en')}`
