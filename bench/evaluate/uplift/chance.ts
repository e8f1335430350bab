/** Draws from a source of uniform numbers. */
export type Chance = {
  uniform: () => number
  normal: () => number
  /** How often something of this mean happens. */
  poisson: (mean: number) => number
}

export function chanceOf(uniform: () => number): Chance {
  // 1 - u is never 0, of which there is no logarithm. Box and Muller (1958).
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  const poisson = (mean: number): number => {
    // Knuth, The Art of Computer Programming 2, 3.4.1: means are small here.
    const limit = Math.exp(-mean)
    let [times, product] = [0, uniform()]
    while (product > limit) {
      times += 1
      product *= uniform()
    }
    return times
  }
  return { uniform, normal, poisson }
}
