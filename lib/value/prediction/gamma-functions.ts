// Own and small: docs/decisions/0016-numbers-of-prediction.md says what was looked at instead.

/** Where Stirling's series, cut after 1/x^13, is exact to double precision. */
const FAR = 10

/** B(2k) / (2k (2k - 1)) of Stirling's series, Abramowitz and Stegun 6.1.41. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156] as const

/** B(2k) / (2k), Abramowitz and Stegun 6.3.18. */
const DIGAMMA = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32_760, 1 / 12] as const

/** c0 + c1 z + c2 z^2 ... */
const polynomial = (coefficients: readonly number[], z: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * z + coefficient, 0)

/** Natural logarithm of the gamma function of x > 0: Stirling's series, reached by Γ(x + 1) = x Γ(x). */
export function lnGamma(x: number): number {
  let [far, product] = [x, 1]
  while (far < FAR) product *= far++
  const series = polynomial(STIRLING, 1 / (far * far)) / far
  return (far - 0.5) * Math.log(far) - far + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product)
}

/** The derivative of `lnGamma`, for x > 0: the asymptotic series, reached by ψ(x + 1) = ψ(x) + 1 / x. */
export function digamma(x: number): number {
  let [far, sum] = [x, 0]
  while (far < FAR) sum += 1 / far++
  const z = 1 / (far * far)
  return Math.log(far) - 0.5 / far - z * polynomial(DIGAMMA, z) - sum
}

/** Up to here a rising factorial is multiplied out: the difference of two logarithms of gamma would cancel digits. */
const SHORT = 64

/** ln Γ(x + n) - ln Γ(x) for x > 0 and n >= 0. */
export function lnRising(x: number, n: number): number {
  if (n > SHORT || !Number.isInteger(n)) return lnGamma(x + n) - lnGamma(x)
  let sum = 0
  for (let k = 0; k < n; k++) sum += Math.log(x + k)
  return sum
}

/** ψ(x + n) - ψ(x), the derivative of `lnRising` by x. */
export function digammaRising(x: number, n: number): number {
  if (n > SHORT || !Number.isInteger(n)) return digamma(x + n) - digamma(x)
  let sum = 0
  for (let k = 0; k < n; k++) sum += 1 / (x + k)
  return sum
}
