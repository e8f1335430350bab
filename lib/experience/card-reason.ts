import { explainRises } from '@/lib/ranking/reasons'
import { REASON } from '@/lib/ranking/weights'
import type { Ranked, RankingContext } from '@/lib/ranking/schema'
import type { Shopper } from './schema'

/** Which sentence tells what she did with the piece that is named. */
const DEEDS = { viewed: 'card.because', added: 'card.becauseAdded', bought: 'card.becauseBought' } as const

/**
 * "Because you viewed Rapace gown", by slug, for those of the first `shown` pieces that moved up for this shopper. Each
 * reason is proven: ranked again without the facts it rests on, the piece stands lower.
 * @param shown how many pieces the place shows: proofs cost time, and ranking limits how many are made.
 * @param context what the order was made from, and `rerank` the same decision from another: without some pieces in her
 *   taste and in the running visit.
 */
export function riseReasons(
  ranked: readonly Ranked[],
  shown: number,
  shopper: Shopper,
  context: RankingContext,
  rerank: (context: RankingContext) => readonly Ranked[],
  tries?: number,
): ReadonlyMap<string, string> {
  const { affinity, catalogue, say } = shopper
  const found = explainRises({
    ranked: ranked.slice(0, Math.min(shown, REASON.limit)),
    affinity,
    catalogue: catalogue.bySlug,
    session: context.session,
    tries,
    rerank: (without, session) => rerank({ ...context, affinity: without, session }),
  })
  return new Map(
    [...found].map(([slug, because]) => [slug, say.t(DEEDS[because.deed], { piece: because.product.name })]),
  )
}
