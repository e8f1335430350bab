/** An amount in integer minor units (cents) of some currency. Never a float, never a decimal. */
export type Minor = number

/**
 * The only place where money is rounded: half away from zero, to whole minor units.
 * Throws a RangeError when the result is not a safe integer.
 */
export function roundMinor(exact: number): Minor {
  const rounded = Math.sign(exact) * Math.round(Math.abs(exact))
  if (!Number.isSafeInteger(rounded)) throw new RangeError(`not an amount of money: ${exact}`)
  return rounded === 0 ? 0 : rounded
}

/** `percent` (0 to 100) of an amount, rounded once. */
export function percentOf(amount: Minor, percent: number): Minor {
  return roundMinor((amount * percent) / 100)
}

/**
 * Splits `total` over `weights` in proportion, exactly: the parts add up to `total`, each is an integer and none is
 * further than one minor unit from its exact share (largest remainder; ties go to the earlier part).
 * All weights zero: everything goes to the first part. No weights: an empty list, which is only right for total 0.
 */
export function allocate(total: Minor, weights: readonly number[]): Minor[] {
  if (weights.length === 0) {
    if (total !== 0) throw new RangeError('cannot allocate an amount over nothing')
    return []
  }
  const sum = weights.reduce((a, b) => a + b, 0)
  if (sum === 0) return weights.map((_, i) => (i === 0 ? total : 0))
  const exact = weights.map((w) => (total * w) / sum)
  const parts = exact.map(Math.floor)
  const rest = total - parts.reduce((a, b) => a + b, 0)
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (let i = 0; i < rest; i++) parts[byRemainder[i % parts.length]!.index]! += 1 // i % length is inside the list
  return parts
}

const formatters = new Map<string, Intl.NumberFormat>()

/**
 * "$3,120.00"; with `whole: true` round amounts lose their cents ("$3,120"), amounts with cents keep them.
 * @param currency ISO 4217 code; an unknown one throws a RangeError.
 */
export function formatMoney(amount: Minor, currency: string, locale = 'en-US', { whole = false } = {}): string {
  const short = whole && amount % 100 === 0
  const key = `${locale}|${currency}|${short}`
  let formatter = formatters.get(key)
  if (!formatter) {
    formatter = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: short ? 0 : 2,
      maximumFractionDigits: short ? 0 : 2,
    })
    formatters.set(key, formatter)
  }
  return formatter.format(amount / 100)
}
