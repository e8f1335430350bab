import type { Product } from '@/lib/catalog/schema'
import type { Candidates } from './candidates'
import { effectsAt } from './merchandise'
import type { Part, Ranked, RankingContext, TokenKey } from './schema'

const NO_PARTS: readonly Part[] = []
const NOTHING_SHARED: readonly TokenKey[] = []

/** A piece of a large set that nothing speaks for: it was not scored, and moved for nobody. */
class Unranked implements Ranked {
  constructor(readonly product: Product) {}

  get score(): number {
    return 0
  }
  get colour(): string {
    const { colourways } = this.product
    return (colourways.find(({ inStock }) => inStock) ?? colourways[0])?.slug ?? ''
  }
  get rise(): number {
    return 0
  }
  get parts(): readonly Part[] {
    return NO_PARTS
  }
  get chosenWith(): null {
    return null
  }
  get rule(): null {
    return null
  }
  get shared(): readonly TokenKey[] {
    return NOTHING_SHARED
  }
}

/** A ranked list with the rest of its set behind it, in everybody's order, but for what rules exclude. */
export function withRest(
  ranked: Ranked[],
  { rest }: Pick<Candidates, 'rest'>,
  context: Pick<RankingContext, 'rules' | 'day' | 'catalogue'>,
  category: string | null,
): Ranked[] {
  if (rest.length === 0) return ranked
  const effectOf = context.rules && context.rules.length > 0 ? effectsAt(context, category) : null
  for (const product of rest) if (!effectOf?.(product).excluded) ranked.push(new Unranked(product))
  return ranked
}
