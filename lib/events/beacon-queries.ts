import 'server-only'
import { db } from '@/lib/core/db'
import { keptId, passed, type BeaconFact } from './beacon'
import { appendFacts, type NewFact } from './queries'

/** Who tells, by their cookies alone, and when it was received by the shop's own clock. */
export type Teller = { visitorId: string; visitId: string; now: Date; movedClock: boolean }

type Piece = { slug: string; category: string; viewedAt: Date | null; colour: string | null }

/** The pieces that are named, with when this visit looked at them. */
function readPieces(slugs: readonly string[], { visitorId, visitId }: Teller): Promise<Piece[]> {
  return db.$queryRaw<Piece[]>`
    select p.slug, p.category_slug as category, v.at as "viewedAt", v.colour
    from product p left join event v on v.dedupe = ${`view:${visitorId}:${visitId}:`} || p.slug
    where p.slug = any(${[...slugs]}::text[])`
}

/**
 * Writes what a browser tells of one visit. Told twice, late or in another order it comes to the same facts:
 * - a click once per visit, place and piece;
 * - a dwell once per visit, piece and mark passed (5, 15 and 45 seconds; `quantity` says which);
 * - each id once.
 *
 * Left out without a word: pieces that are not in the catalogue, and a dwell on a piece that this visit has not looked
 * at. A fact is placed where the browser says, but never before the piece was looked at (a click: half an hour), never in
 * the future.
 * @returns how many facts were new.
 */
export async function appendTold(told: readonly BeaconFact[], who: Teller): Promise<number> {
  const pieces = new Map(
    (await readPieces([...new Set(told.map(({ product }) => product))], who)).map((piece) => [piece.slug, piece]),
  )
  return appendFacts(
    told.flatMap((fact) => {
      const piece = pieces.get(fact.product)
      return piece ? factsOf(fact, piece, who) : []
    }),
  )
}

function factsOf(fact: BeaconFact, piece: Piece, { visitorId, visitId, now, movedClock }: Teller): NewFact[] {
  const { slug: product, category, viewedAt, colour } = piece
  const base = { movedClock, visitorId, visitId, product, category }
  const at = new Date(now.getTime() - fact.age)
  const key = `${fact.kind}:${visitorId}:${visitId}:${product}`
  if (fact.kind === 'click') {
    const { place } = fact
    return [{ ...base, id: keptId(visitorId, fact.id), kind: 'click', at, place, dedupe: `${key}:${place}` }]
  }
  if (!viewedAt) return []
  return passed(fact.seconds).map((seconds) => ({
    ...base,
    ...{ id: keptId(visitorId, `${fact.id} ${seconds}`), kind: 'dwell', colour, place: 'product', quantity: seconds },
    at: at < viewedAt ? viewedAt : at,
    dedupe: `${key}:${seconds}`,
  }))
}
