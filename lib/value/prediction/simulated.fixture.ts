import { seededRandom } from '@/lib/core/random'
import type { BgNbd, GammaGamma } from '../schema'
import type { Spending, Summary } from './summary'

// Customers who are as the models say, drawn from a seed: what was put in must come out.

type Random = () => number

/** Marsaglia and Tsang (2000); below 1 by Γ(k) = Γ(k + 1) U^(1/k). */
function gamma(shape: number, random: Random): number {
  if (shape < 1) return gamma(shape + 1, random) * random() ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const v = (1 + normal / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(1 - random()) < normal ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v
  }
}

/** So many customers, each seen for up to `weeks`, by whole days. */
export function simulateBgNbd({ r, alpha, a, b }: BgNbd, count: number, weeks: number, seed: number): Summary[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => {
    const T = Math.ceil(random() * weeks * 7) / 7
    const rate = gamma(r, random) / alpha
    const [leaves, stays] = [gamma(a, random), gamma(b, random)]
    const chance = leaves / (leaves + stays)
    let [x, tx, now] = [0, 0, 0]
    for (;;) {
      now -= Math.log(1 - random()) / rate
      if (now > T) return { x, tx, T }
      x += 1
      tx = Math.min(T, Math.ceil(now * 7) / 7)
      if (random() < chance) return { x, tx, T }
    }
  })
}

export function simulateGammaGamma(params: GammaGamma, count: number, seed: number): Spending[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => {
    const x = 1 + Math.floor(random() * 8)
    const scale = gamma(params.q, random) / params.gamma
    return { x, zbar: gamma(params.p * x, random) / (x * scale) }
  })
}
