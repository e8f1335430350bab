import { fitBgNbd, type BgNbdFit } from '@/lib/value/prediction/bg-nbd'
import { fitGammaGamma, type GammaGammaFit } from '@/lib/value/prediction/gamma-gamma'
import { Fault } from '../ranking/fault'
import { readSummary, spendingsOf } from './summary-file'

export type Fitted = BgNbdFit &
  Partial<Pick<GammaGammaFit, 'p' | 'q' | 'gamma'>> & {
    /** Of Gamma-Gamma; `logLikelihood` is BG/NBD's. */
    gammaGammaLogLikelihood?: number
    customers: number
    seconds: { reading: number; fitting: number }
  }

/**
 * Fits both models to a summary of customers.
 * @param say takes what is said on the way, for people
 * @throws {Fault} when the file cannot be fitted
 */
export async function fitted(file: string, say: (line: string) => void): Promise<Fitted> {
  const began = performance.now()
  const rows = await readSummary(file)
  const read = performance.now()
  const purchases = fitBgNbd(rows)
  if (!purchases) throw new Fault(`Nobody in ${file} bought again after some time: there is nothing to fit.`)
  const spendings = spendingsOf(rows)
  const money = spendings ? fitGammaGamma(spendings) : null
  if (spendings && !money) say('Gamma-Gamma was not fitted: it needs different values of customers with x > 0.')
  const seconds = { reading: secondsOf(read - began), fitting: secondsOf(performance.now() - read) }
  return {
    ...purchases,
    ...(money && { p: money.p, q: money.q, gamma: money.gamma, gammaGammaLogLikelihood: money.logLikelihood }),
    ...{ customers: rows.length, seconds },
  }
}

const secondsOf = (ms: number): number => Math.round(ms / 10) / 100

/** The fit for people. */
export function toldFit({ r, alpha, a, b, logLikelihood, p, q, gamma, customers, seconds, ...rest }: Fitted): string {
  const four = (number: number): string => number.toFixed(4)
  const rows: [string, string][] = [
    ['Customers', customers.toLocaleString('en')],
    ['', ''],
    ['BG/NBD', 'how often, and for how long'],
    ['r', four(r)],
    ['alpha', four(alpha)],
    ['a', four(a)],
    ['b', four(b)],
    ['logLikelihood', logLikelihood.toFixed(2)],
  ]
  if (p !== undefined && q !== undefined && gamma !== undefined) {
    rows.push(['', ''], ['Gamma-Gamma', 'how much'], ['p', four(p)], ['q', four(q)], ['gamma', four(gamma)])
    rows.push(['logLikelihood', (rest.gammaGammaLogLikelihood ?? 0).toFixed(2)])
  }
  rows.push(['', ''], ['Took', `reading ${seconds.reading} s, fitting ${seconds.fitting} s`])
  return rows.map(([name, value]) => `  ${name.padEnd(17)}${value}`.trimEnd()).join('\n')
}
