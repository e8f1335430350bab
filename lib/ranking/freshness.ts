import type { Impression } from '@/lib/events/schema'
import { MS_PER_DAY } from '@/lib/core/days'
import { seededRandom } from '@/lib/core/random'
import type { Freshness, Shown } from './schema'

/** What rotation was given rather than learned. */
export const FRESHNESS = {
  /** Pieces of a first row: what a desktop shows of a shelf or a listing at once. */
  row: 4,
  /** How far down the order a piece may come from: nearer ones are nearer to what was wanted. */
  window: 24,
  /**
   * Share of the row's discounted gain that variety may cost beyond the one piece that has to change, by the ranker's own
   * scores. Simulated shoppers lose more by their hidden tastes: with 0.03 it was 5.1%, with 0.025 4.3%.
   */
  loss: 0.025,
  /** By how much each visit that showed a piece in vain lowers it: five such visits bring it to a third. */
  perVisit: 0.2,
  /** After so many days half of that is forgiven: who comes weekly still sees a difference, who comes in spring does not. */
  halfLifeDays: 7,
  /** How much chance tells pieces apart that are as good as equal, so that two shoppers do not see one rotation. */
  chance: 0.01,
} as const

/** `Freshness` with what rotation needs beside it. */
export type Fresh = Freshness & {
  /** When the running visit began: a reload later in it decides the same. */
  begun: Date
  /** Content that was shown on earlier visits, by its key: one moment for each visit, newest first. */
  contents: ReadonlyMap<string, readonly Date[]>
  /** What this was made of: impressions of earlier visits, newest first, and what was taken up when. */
  earlier: readonly Impression[]
  acted: ReadonlyMap<string, Date>
}

/**
 * What earlier visits showed, as far as it keeps this one from being the same. The running visit's own impressions only
 * tell when it began; those of other browsers since then are left for the next visit. Null where nothing was shown
 * before: then nothing is rotated.
 * @param impressions in any order.
 * @param asked `acted`: slug of a piece (or key of content) to the newest moment at which the shopper clicked, added or
 *   bought it: what was shown before that was not in vain.
 */
export function freshnessOf(
  impressions: readonly Impression[],
  asked: { shopperKey: string; visitId: string; visitNumber: number; now: Date; acted: ReadonlyMap<string, Date> },
): Fresh | null {
  const { shopperKey, visitId, visitNumber, now, acted } = asked
  let begun = now
  for (const { visitId: other, at } of impressions) if (other === visitId && at < begun) begun = at
  const earlier = impressions
    .filter((impression) => impression.visitId !== visitId && impression.at < begun)
    .sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1))
  return madeOf(earlier, { seed: `${shopperKey}:${visitNumber}`, begun, acted })
}

/** The same visit, had some impressions never been: what proves that they made a difference. */
export const freshWithout = ({ earlier, ...visit }: Fresh, ids: ReadonlySet<string>): Fresh | null =>
  madeOf(
    earlier.filter(({ id }) => !ids.has(id)),
    visit,
  )

function madeOf(
  earlier: readonly Impression[],
  { seed, begun, acted }: Pick<Fresh, 'seed' | 'begun' | 'acted'>,
): Fresh | null {
  if (earlier.length === 0) return null
  const before = new Map<string, { products: readonly string[]; content: string | null }>()
  const pieces = new Map<string, Map<string, Date>>()
  const contents = new Map<string, Map<string, Date>>()
  /** The newest moment of each visit that showed it, unless she took it up afterwards. */
  const note = (into: Map<string, Map<string, Date>>, key: string, { visitId: visit, at }: Impression): void => {
    if ((acted.get(key)?.getTime() ?? -Infinity) >= at.getTime()) return
    const visits = into.get(key)
    if (!visits) into.set(key, new Map([[visit, at]]))
    else if (!visits.has(visit)) visits.set(visit, at)
  }
  for (const impression of earlier) {
    const { slot, products, content } = impression
    if (!before.has(slot)) before.set(slot, { products, content })
    for (const slug of products) note(pieces, slug, impression)
    if (content !== null) note(contents, content, impression)
  }
  const moments = (visits: Map<string, Date>): Date[] => [...visits.values()]
  return {
    ...{ seed, begun, acted, earlier, before },
    seen: new Map(
      [...pieces].map(([slug, visits]) => [slug, { visits: visits.size, last: moments(visits)[0] ?? begun }]),
    ),
    contents: new Map([...contents].map(([key, visits]) => [key, moments(visits)])),
  }
}

/**
 * By which share something that was shown in vain is worth less, in [0, 1): more with each visit, ever less so, and
 * forgiven over days. After "Modeling impression discounting in large-scale recommender systems" (Lee, Lakshmanan,
 * Tiwari, Shah 2014): the number of times and the time since the last one, multiplied.
 */
export function wornBy(shown: Shown | undefined, now: Date): number {
  if (!shown) return 0
  const days = Math.max(0, now.getTime() - shown.last.getTime()) / MS_PER_DAY
  return (1 - (1 - FRESHNESS.perVisit) ** shown.visits) * 0.5 ** (days / FRESHNESS.halfLifeDays)
}

/** A number in [0, 1) that hangs on the words alone (FNV-1a, then mulberry32). */
export function chanceOf(...words: readonly string[]): number {
  let hash = 0x811c9dc5
  for (const char of words.join('\n')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return seededRandom(hash)()
}

/** One of several things that may fill a slot whole: a picture with its line, a piece of content. */
export type Option = { key: string; weight: number }

/**
 * Which of the options a slot shows: the weightiest, worn ones counting less, near-equal ones by the visit's chance;
 * never the one of the visit before while there is another. Without freshness the weightiest, the first of equals.
 * Null where there are none.
 */
export function choose<O extends Option>(options: readonly O[], slot: string, fresh: Fresh | null): O | null {
  const last = fresh?.before.get(slot)?.content ?? null
  const others = last === null ? options : options.filter(({ key }) => key !== last)
  const worth = ({ key, weight }: O): number => {
    if (!fresh) return weight
    const moments = fresh.contents.get(key)
    const shown = moments?.[0] && { visits: moments.length, last: moments[0] }
    const chance = last === null ? 0 : FRESHNESS.chance * chanceOf(fresh.seed, slot, key)
    return weight * (1 - wornBy(shown, fresh.begun)) * (1 + chance)
  }
  let best: O | null = null
  let most = -Infinity
  for (const option of others.length > 0 ? others : options) {
    const value = worth(option)
    if (value > most) [best, most] = [option, value]
  }
  return best
}
