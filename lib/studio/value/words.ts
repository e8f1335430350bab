import type { Say } from '@/lib/experience/say'

/** "63%", "0.4%", "100%": a share that is neither none nor all never reads as one. */
export function percent(share: number, { locale }: Pick<Say, 'locale'>): string {
  const digits = share > 0 && (share < 0.01 || (share > 0.99 && share < 1)) ? 1 : 0
  const shown = share > 0.999 && share < 1 ? 0.999 : share > 0 && share < 0.001 ? 0.001 : share
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(shown)
}

/** A number to so many digits after the point, with a real minus sign. */
export const decimals = (value: number, digits: number, { locale }: Pick<Say, 'locale'>): string => {
  const format = { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'negative' } as const
  return new Intl.NumberFormat(locale, format).format(value).replace('-', '−')
}

/** As many digits as tell two weights apart: "2", "1.5", "0.67". */
export const weightWords = (weight: number, { locale }: Pick<Say, 'locale'>): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(weight)
