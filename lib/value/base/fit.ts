import 'server-only'
import { logFault } from '@/lib/core/log'
import { fitBgNbd } from '../prediction/bg-nbd'
import { fitGammaGamma } from '../prediction/gamma-gamma'
import { summaryOf, type Spending, type Summary } from '../prediction/summary'
import { bgNbdSchema, gammaGammaSchema, type BgNbd, type GammaGamma } from '../schema'
import type { Gathered } from './gather'

/** Of a larger base every so-maniest buyer is enough: the parameters' third digit does not know the difference. */
export const FITTED_ON = 25_000

export type Fitted = {
  bgNbd: BgNbd | null
  gammaGamma: GammaGamma | null
  customers: number
  logLikelihood: number | null
}

/**
 * The parameters of both models over the buyers of a base. What does not converge, or to no parameters, is null and
 * logged once: all else stands without it.
 */
export function fitBase(base: Gathered, sample = FITTED_ON): Fitted {
  const { summaries, spendings } = sampleOf(base, sample)
  const purchases = attempt('BG/NBD', () => fitBgNbd(summaries))
  const money = attempt('Gamma-Gamma', () => fitGammaGamma(spendings))
  const bgNbd = bgNbdSchema.safeParse(purchases)
  const gammaGamma = gammaGammaSchema.safeParse(money)
  return {
    bgNbd: bgNbd.success ? bgNbd.data : null,
    gammaGamma: gammaGamma.success ? gammaGamma.data : null,
    customers: summaries.length,
    logLikelihood: bgNbd.success ? (purchases?.logLikelihood ?? null) : null,
  }
}

function attempt<T>(model: string, fit: () => T | null): T | null {
  try {
    return fit()
  } catch (error) {
    logFault(`value: ${model} was not fitted`, error)
    return null
  }
}

/** By their order of ids, which says nothing about anybody: the same base is sampled the same. */
function sampleOf(base: Gathered, sample: number): { summaries: Summary[]; spendings: Spending[] } {
  const buyers = base.orders.all().reduce((sum, orders) => sum + (orders > 0 ? 1 : 0), 0)
  const step = Math.max(1, buyers / sample)
  const summaries: Summary[] = []
  const spendings: Spending[] = []
  let seen = 0
  for (let i = 0; i < base.ids.length; i++) {
    if (!(base.orders.at(i) > 0)) continue
    if (Math.floor(seen++ / step) !== summaries.length) continue
    const summary = summaryOf(base.daysOf(i), base.today)
    if (summary) summaries.push(summary)
    const spending = { x: base.spendingX.at(i), zbar: base.spendingMean.at(i) }
    if (spending.x > 0) spendings.push(spending)
  }
  return { summaries, spendings }
}
