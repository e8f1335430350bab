import type { RankingContext } from './schema'
import { predictNext, type SessionIndex } from './sessions'
import { trendingMass, type TrendingState } from './trending'
import { NEIGHBOURS } from './weights'

/** What like visits went on to, in (0, 1], and the piece of hers that spoke most for it. */
export type Foreseen = { score: number; from: string }

type Running = Pick<RankingContext, 'neighbours' | 'session' | 'visit'> & { asOf?: Date; trending?: TrendingState }

/** How far visits that met a piece can be believed, in [0, 1): few of them may have gone anywhere. */
const belief = (trending: TrendingState | undefined, item: string, asOf: Date | undefined): number => {
  if (!trending || !asOf) return 1
  const looks = trendingMass(trending, item, asOf)
  return looks / (looks + NEIGHBOURS.doubt)
}

const kept = new WeakMap<object, { index: SessionIndex; at: number; visit: string; found: Map<string, Foreseen> }>()

/**
 * What visits like the running one went on to, by slug. Null where there is no running visit, or nothing is known of
 * others. What she might return to by herself is left out: that is no other visit's word. A request asks many times for
 * one visit (for each slot, and to prove reasons): what is found is kept beside the very list of its pieces.
 */
export function foreseenIn(context: Running): ReadonlyMap<string, Foreseen> | null {
  const { neighbours, session, visit, asOf, trending } = context
  if (!neighbours || !session || session.length === 0) return null
  const at = asOf?.getTime() ?? Infinity
  const known = kept.get(session)
  if (known?.index === neighbours && known.at === at && known.visit === (visit ?? '')) return known.found
  const predicted = predictNext(neighbours, session, {
    limit: NEIGHBOURS.limit,
    ...(Number.isFinite(at) ? { asOf: at } : {}),
    ...(visit ? { exclude: visit } : {}),
  })
  const beliefs = new Map(session.map(({ item }) => [item, belief(trending, item, asOf)]))
  const found = new Map<string, Foreseen>()
  for (const { item, score, from } of predicted)
    if (from !== '' && from !== item) found.set(item, { score: score * (beliefs.get(from) ?? 0), from })
  kept.set(session, { index: neighbours, at, visit: visit ?? '', found })
  return found
}

/** How much of an order the neighbours decide, in [0, NEIGHBOURS.most): grows with the pieces of the running visit. */
export function nextShare({ session = [] }: Pick<RankingContext, 'session'>): number {
  const pieces = new Set(session.map(({ item }) => item)).size
  return (NEIGHBOURS.most * pieces) / (pieces + NEIGHBOURS.half)
}

/** The running visit as if these pieces had never been met: the same list when it holds none of them. */
export function sessionWithout(
  session: RankingContext['session'],
  slugs: readonly string[],
): RankingContext['session'] {
  return session?.some(({ item }) => slugs.includes(item))
    ? session.filter(({ item }) => !slugs.includes(item))
    : session
}

/**
 * Pieces seen in the same visits as one piece, each in [0, 1), the most often first. Says nothing about one visitor: the
 * running visit is left out.
 */
export function coViewed(
  { neighbours, trending, asOf, visit }: Pick<RankingContext, 'neighbours' | 'trending' | 'asOf' | 'visit'>,
  item: string,
): ReadonlyMap<string, number> {
  if (!neighbours) return new Map()
  const at = asOf.getTime()
  const sure = belief(trending, item, asOf)
  const predicted = predictNext(neighbours, [{ item, at }], {
    ...{ limit: NEIGHBOURS.limit, asOf: at },
    ...(visit ? { exclude: visit } : {}),
  })
  return new Map(
    predicted.flatMap(({ item: other, score, from }) => (from === item ? [[other, score * sure] as const] : [])),
  )
}
