import { MINOR_PER_UNIT, roundMinor } from '@/lib/core/money'
import type { Say } from '@/lib/experience/say'
import type { BaseReport } from '@/lib/value/base/schema'
import type { BaseValue, BgNbd, GammaGamma } from '@/lib/value/schema'
import { decimals, percent } from './words'

const WEEKS_A_YEAR = 365.25 / 7

/** The mean over customers of how often one buys while they stay, a year: the mean of a gamma distribution, r / alpha. */
export const timesAYear = ({ r, alpha }: Pick<BgNbd, 'r' | 'alpha'>): number => (r / alpha) * WEEKS_A_YEAR

/** The mean over customers of the chance to leave after a purchase: the mean of a beta distribution, a / (a + b). */
export const leaving = ({ a, b }: Pick<BgNbd, 'a' | 'b'>): number => a / (a + b)

/** The mean worth of an order over customers, in units of the currency: p gamma / (q - 1); null where there is no mean. */
export const worth = ({ p, q, gamma }: GammaGamma): number | null => (q > 1 ? (p * gamma) / (q - 1) : null)

/** The fitted parameters, and what they mean in a sentence each. */
export function fittedView({ bgNbd, gammaGamma }: BaseValue, { fitted }: BaseReport, say: Say) {
  const { t } = say
  const amount = gammaGamma && worth(gammaGamma)
  const sentences = bgNbd
    ? [
        t('valueStudio.fitted.on', { count: fitted.customers, number: say.number(fitted.customers) }),
        t('valueStudio.fitted.buying', {
          ...{ often: decimals(timesAYear(bgNbd), 1, say), leave: percent(leaving(bgNbd), say) },
        }),
        amount === null
          ? t('valueStudio.fitted.noSpending')
          : t('valueStudio.fitted.spending', { amount: say.money(roundMinor(amount * MINOR_PER_UNIT)) }),
      ]
    : [t('valueStudio.fitted.none')]
  const named = (label: 'valueStudio.fitted.bgNbd' | 'valueStudio.fitted.gammaGamma', values: object | null) =>
    Object.entries(values ?? {}).map(([name, value]) => {
      return { key: `${label} ${name}`, cells: [t(label, { name }), decimals(Number(value), 4, say)] }
    })
  const rows = [
    ...named('valueStudio.fitted.bgNbd', bgNbd),
    ...(fitted.logLikelihood === null
      ? []
      : [
          {
            key: 'logLikelihood',
            cells: [t('valueStudio.fitted.logLikelihood'), decimals(fitted.logLikelihood, 2, say)],
          },
        ]),
    ...named('valueStudio.fitted.gammaGamma', gammaGamma),
  ]
  return {
    sentences,
    table: {
      summary: t('valueStudio.fitted.table'),
      columns: [t('valueStudio.fitted.parameter'), t('valueStudio.fitted.value')],
      rows,
    },
  }
}
