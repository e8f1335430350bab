/** Two-sided 95% of the normal distribution. */
export const Z95 = 1.959964

/** Student's 97.5% point: Cornish and Fisher's expansion (Abramowitz and Stegun 26.7.5), to a hundredth from df = 4. */
export function t95(df: number): number {
  const z = Z95
  return z + (z ** 3 + z) / (4 * df) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df ** 2)
}
