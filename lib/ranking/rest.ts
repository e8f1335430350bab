import type { Product } from '@/lib/catalog/schema'
import type { Candidates } from './candidates'
import { effectsAt } from './merchandise'
import { Moved } from './ranked'
import type { Part, Ranked, RankingContext, TokenKey } from './schema'
import { shownColours } from './taste'

const NO_PARTS: readonly Part[] = []
const NOTHING_SHARED: readonly TokenKey[] = []

/** A piece of a large set that nothing speaks for: it was not scored, and moved for nobody. */
class Unranked implements Ranked {
  constructor(readonly product: Product) {}

  get score(): number {
    return 0
  }
  get colour(): string {
    return shownColours(this)[0] ?? ''
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

/**
 * A ranked list with the rest of its set behind it, in everybody's order, but for what rules exclude. What she does not
 * like stands behind all of it that can be bought, as it would in a set that is looked at whole.
 */
export function withRest(
  ranked: Ranked[],
  { rest }: Pick<Candidates, 'rest'>,
  context: Pick<RankingContext, 'rules' | 'day' | 'catalogue' | 'affinity'>,
  category: string | null,
): Ranked[] {
  if (rest.length === 0) return ranked
  const effectOf = context.rules && context.rules.length > 0 ? effectsAt(context, category) : null
  for (const product of rest) if (!effectOf?.(product).excluded) ranked.push(new Unranked(product))
  const disliked = context.affinity?.disliked
  return disliked && disliked.size > 0 ? withLast(ranked, disliked) : ranked
}

/** The list with these pieces behind the others in stock, and of what is sold out behind the others that are. */
function withLast(ranked: readonly Ranked[], slugs: ReadonlySet<string>): Ranked[] {
  const parts: [Ranked[], Ranked[], Ranked[], Ranked[]] = [[], [], [], []]
  const from = new Map<Ranked, number>()
  ranked.forEach((item, at) => {
    const isLast = slugs.has(item.product.slug)
    if (isLast) from.set(item, at)
    const part = (item.product.inStock ? 0 : 2) + Number(isLast)
    parts[part]?.push(item)
  })
  return parts.flat().map((item, to) => {
    const at = from.get(item) ?? to
    return at === to ? item : new Moved(item, at - to)
  })
}
