import type { Product } from '@/lib/catalog/schema'
import { dayOf, isoDay, type Day } from '@/lib/core/days'
import { isKept } from '@/lib/experience/owned'
import { isHere } from './pieces'
import { due, saidAt, type Condition } from './condition'

const HOUR_MS = 3_600_000

/**
 * A house that they follow has listed pieces since they began to follow it, which can be bought, and which they
 * neither own nor dislike. Since the last of one day's pieces was listed; house and day (of the programme) make it the same message. Gone
 * when they follow it no longer, or all of that day's pieces are sold out, theirs or disliked. Days older than the trigger reaches
 * are not looked at.
 */
export const newFromHouse: Condition = ({ shopper }, { kind, withinHours }) => {
  const { now, catalogue, contributions, programme, orders } = shopper
  const owned = new Set(orders.flatMap(({ lines }) => lines.filter(isKept).map(({ product }) => product)))
  const oldest = now.getTime() - withinHours * HOUR_MS
  return contributions.facts.flatMap((follow) => {
    if (follow.kind !== 'follow' || !follow.house) return []
    const house = catalogue.houses.find(({ slug }) => slug === follow.house)
    if (!house) return []
    const listed = catalogue.products.filter(
      (piece) =>
        piece.house.slug === house.slug &&
        piece.listedAt > follow.at &&
        piece.listedAt.getTime() > oldest &&
        isHere(piece, now) &&
        !owned.has(piece.slug) &&
        !contributions.disliked.has(piece.slug),
    )
    return [...byDay(listed, programme.timeZone)].map(([day, pieces]) =>
      due({
        cause: 'new-from-house',
        subject: `house:${house.slug}:${isoDay(day)}`,
        since: pieces.reduce((last, { listedAt }) => (listedAt > last ? listedAt : last), follow.at),
        kind,
        pieces: pieces.map(({ slug }) => slug),
        values: { house: house.name, houseSlug: house.slug, count: pieces.length },
        why: [
          { values: { house: house.name, date: saidAt(follow.at) }, facts: [follow.id] },
          { values: { house: house.name, count: pieces.length } },
        ],
      }),
    )
  })
}

/** Newest day first. */
function byDay(pieces: readonly Product[], timeZone: string): Map<Day, Product[]> {
  const days = new Map<Day, Product[]>()
  for (const piece of pieces.toSorted(
    (a, b) => b.listedAt.getTime() - a.listedAt.getTime() || a.position - b.position,
  )) {
    const day = dayOf(piece.listedAt, timeZone)
    days.set(day, [...(days.get(day) ?? []), piece])
  }
  return days
}
