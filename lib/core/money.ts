/** An amount in integer minor units (cents) of some currency. Never a float, never a decimal. */
export type Minor = number

/** How many minor units make one unit. Currencies without hundredths are refused where they would come in. */
export const MINOR_PER_UNIT = 100

/**
 * The only place where money is rounded: half away from zero, to whole minor units. What binary fractions add or lose
 * in the sixteenth digit is taken off first: 3000 × 1.15 / 100 is 34.49999999999999 in binary and 34.5 on paper.
 * Throws a RangeError when the result is not a safe integer.
 */
export function roundMinor(exact: number): Minor {
  const clean = Math.abs(exact) < 1e12 ? Number(exact.toPrecision(15)) : exact
  const rounded = Math.sign(clean) * Math.round(Math.abs(clean))
  if (!Number.isSafeInteger(rounded)) throw new RangeError(`not an amount of money: ${exact}`)
  return rounded === 0 ? 0 : rounded
}

/** `percent` (0 to 100) of an amount, rounded once. */
export function percentOf(amount: Minor, percent: number): Minor {
  return roundMinor((amount * percent) / 100)
}

/**
 * Splits `total` over `weights` in proportion, exactly: the parts add up to `total`, each is an integer and none is
 * further than one minor unit from its exact share (largest remainder; ties go to the earlier part). A part of weight
 * zero gets nothing, unless all weights are zero: then everything goes to the first part.
 * No weights: an empty list, which is only right for total 0. Throws a RangeError otherwise, and for a total that is no
 * integer or a weight that is no non-negative integer.
 */
export function allocate(total: Minor, weights: readonly number[]): Minor[] {
  if (!Number.isSafeInteger(total) || !weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0)) {
    throw new RangeError('only whole amounts can be allocated, over whole and non-negative weights')
  }
  if (weights.length === 0) {
    if (total !== 0) throw new RangeError('cannot allocate an amount over nothing')
    return []
  }
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n)
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? total : 0))
  // Big integers, because total × weight can pass what a number holds exactly.
  const amount = BigInt(Math.abs(total))
  const shares = weights.map((weight, index) => {
    const product = amount * BigInt(weight)
    return { index, part: Number(product / sum), remainder: product % sum }
  })
  let rest = Math.abs(total) - shares.reduce((all, { part }) => all + part, 0)
  const byRemainder = shares.toSorted((a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder))
  for (const share of byRemainder) if (rest-- > 0) share.part += 1
  return shares.map(({ part }) => (total < 0 && part > 0 ? -part : part))
}

const formatters = new Map<string, Intl.NumberFormat>()

/**
 * "$3,120.00"; with `whole: true` round amounts lose their cents ("$3,120"), amounts with cents keep them.
 * @param currency ISO 4217 code of a currency with hundredths; what cannot be a code throws a RangeError.
 */
export function formatMoney(amount: Minor, currency: string, locale = 'en-US', { whole = false } = {}): string {
  const short = whole && amount % MINOR_PER_UNIT === 0
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
  return formatter.format(amount / MINOR_PER_UNIT)
}

/** "1234.50": minor units as a decimal, without grouping. */
export function decimal(amount: Minor): string {
  const whole = Math.trunc(Math.abs(amount) / MINOR_PER_UNIT)
  const rest = String(Math.abs(amount) % MINOR_PER_UNIT).padStart(2, '0')
  return `${amount < 0 ? '-' : ''}${whole}.${rest}`
}
