/** A value and its slope along each coordinate. */
export type Slope = { value: number; gradient: readonly number[] }

export type Minimum = { at: readonly number[]; value: number; iterations: number }

/** A step is taken if it gains this share of what the slope promised (Armijo), and halved until it does. */
const ENOUGH = 1e-4
const HALVINGS = 50
/** The longest first step of a coordinate: these are logarithms, so about a factor of seven. */
const LONGEST = 2

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, each, i) => sum + each * (b[i] ?? 0), 0)

/**
 * A local minimum of a smooth function of a few coordinates: BFGS with a halving line search (Nocedal and Wright,
 * Numerical Optimization, 2006, algorithm 6.1). Where the function gives no number, a step is taken back.
 *
 * @param slopeOf the function with its gradient; scaled so that a gain of `tolerance` is none
 */
export function minimise(
  slopeOf: (at: readonly number[]) => Slope,
  start: readonly number[],
  { tolerance = 1e-12, iterations: most = 400 } = {},
): Minimum {
  let at = start
  let here = slopeOf(at)
  let inverse = identity(at.length)
  let fresh = true
  for (let iterations = 0; iterations < most; iterations++) {
    let direction = inverse.map((row) => -dot(row, here.gradient))
    let promised = dot(direction, here.gradient)
    if (!(promised < 0)) {
      inverse = identity(at.length)
      fresh = true
      direction = here.gradient.map((each) => -each)
      promised = -dot(here.gradient, here.gradient)
    }
    const step = lineSearch(slopeOf, at, here, direction, promised)
    if (!step) return { at, value: here.value, iterations }
    const gained = here.value - step.there.value
    const moved = step.at.map((each, i) => each - (at[i] ?? 0))
    const turned = step.there.gradient.map((each, i) => each - (here.gradient[i] ?? 0))
    inverse = updated(inverse, moved, turned, fresh)
    fresh = false
    at = step.at
    here = step.there
    // Little gained along a direction that promised little as well: the bottom, not a bad direction.
    if (gained <= tolerance && -promised <= Math.sqrt(tolerance)) return { at, value: here.value, iterations }
  }
  return { at, value: here.value, iterations: most }
}

const identity = (size: number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)))

/** The first of the steps 1, 1/2, 1/4 ... that gains enough; undefined where none does. */
function lineSearch(
  slopeOf: (at: readonly number[]) => Slope,
  at: readonly number[],
  here: Slope,
  direction: readonly number[],
  promised: number,
): { at: readonly number[]; there: Slope } | undefined {
  const longest = Math.max(...direction.map(Math.abs))
  let length = Math.min(1, LONGEST / longest)
  for (let i = 0; i < HALVINGS; i++, length /= 2) {
    const next = at.map((each, k) => each + length * (direction[k] ?? 0))
    const there = slopeOf(next)
    if (there.value <= here.value + ENOUGH * length * promised) return { at: next, there }
  }
  return undefined
}

/** The inverse Hessian after a step: (I - ρ s yᵀ) H (I - ρ y sᵀ) + ρ s sᵀ; as it was where the step saw no curvature. */
function updated(
  inverse: readonly number[][],
  moved: readonly number[],
  turned: readonly number[],
  fresh: boolean,
): number[][] {
  const curvature = dot(moved, turned)
  if (!(curvature > 1e-14 * Math.sqrt(dot(moved, moved) * dot(turned, turned)))) return inverse.map((row) => [...row])
  // The first step shows how long steps are: the identity knows nothing of it (equation 6.20).
  const scale = fresh ? curvature / dot(turned, turned) : 1
  const scaled = inverse.map((row) => row.map((each) => each * scale))
  const bent = scaled.map((row) => dot(row, turned))
  const factor = (1 + dot(turned, bent) / curvature) / curvature
  return scaled.map((row, i) =>
    row.map((each, j) => {
      const [si, sj, bi, bj] = [moved[i] ?? 0, moved[j] ?? 0, bent[i] ?? 0, bent[j] ?? 0]
      return each + factor * si * sj - (bi * sj + si * bj) / curvature
    }),
  )
}
