import { VISIT_IDLE_MS } from '@/lib/shopper/visit'
import type { Fact } from '@/lib/events/schema'
import { isHere } from './pieces'
import { due, saidAt, type Condition } from './condition'

/** What says that a piece held their eye. */
const LOOKED: ReadonlySet<Fact['kind']> = new Set<Fact['kind']>(['view', 'dwell', 'click'])
const ACTED: ReadonlySet<Fact['kind']> = new Set<Fact['kind']>(['purchase', 'cart-add'])

type Visit = { id: string; looks: Fact[]; last: Date }

/** Visits with their looks at pieces, each newest first. */
function visitsOf(seen: readonly Fact[]): Visit[] {
  const visits = new Map<string, Visit>()
  for (const fact of seen) {
    if (fact.visitId === null) continue
    const visit = visits.get(fact.visitId) ?? { id: fact.visitId, looks: [], last: fact.at }
    if (LOOKED.has(fact.kind) && fact.product !== null) visit.looks.push(fact)
    visits.set(fact.visitId, visit)
  }
  return [...visits.values()]
}

/** How often each is named, the most often first; of equals the one named first. */
function tally(names: readonly string[]): [name: string, times: number][] {
  const times = new Map<string, number>()
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1)
  return [...times].sort((a, b) => b[1] - a[1])
}

/**
 * A visit, over by now, in which they looked at one piece at least `values.times` times (seen, stayed on, followed a card
 * to it), or at `values.pieces` pieces of one category; and since that visit began they bought nothing and put nothing
 * into their cart. Since the last thing they did in it; the visit makes it the same message. Only where they chose that
 * what they do may be used.
 */
export const browseLeft: Condition = ({ shopper, seen, offers }, { kind, values }) => {
  const { catalogue, contributions, now } = shopper
  const { times = 2, pieces: many = 3 } = values
  return visitsOf(seen).flatMap((visit) => {
    if (now.getTime() - visit.last.getTime() <= VISIT_IDLE_MS) return []
    const began = visit.looks.at(-1)?.at ?? visit.last
    if (seen.some(({ kind: what, at }) => ACTED.has(what) && at >= began)) return []
    if (offers.kept.some(({ purchase }) => purchase.at >= began)) return []
    const looks = visit.looks.flatMap(({ product, id }) => {
      const piece = product === null ? undefined : catalogue.bySlug.get(product)
      return piece && isHere(piece, now) && !contributions.disliked.has(piece.slug) ? [{ piece, id }] : []
    })
    const byPiece = tally(looks.map(({ piece }) => piece.slug))
    const [favourite] = byPiece
    const [category] = tally([...new Set(looks.map(({ piece }) => piece))].map((piece) => piece.category))
    const one = favourite && favourite[1] >= times ? catalogue.bySlug.get(favourite[0]) : undefined
    const rest = category && category[1] >= many ? category[0] : undefined
    if (!one && rest === undefined) return []
    const shown = byPiece
      .map(([slug]) => slug)
      .filter((slug) => one !== undefined || catalogue.bySlug.get(slug)?.category === rest)
    const name = catalogue.categories.find(({ slug }) => slug === rest)?.name ?? ''
    const facts = looks.filter(({ piece }) => shown.includes(piece.slug)).map(({ id }) => id)
    return [
      due({
        cause: 'browse-left',
        subject: `visit:${visit.id}`,
        since: visit.last,
        kind,
        pieces: shown,
        values: one ? { piece: one.name, house: one.house.name } : { category: name, count: category?.[1] ?? 0 },
        why: [
          {
            values: one
              ? { of: 'piece', name: one.name, count: favourite?.[1] ?? 0, date: saidAt(visit.last) }
              : { of: 'category', name, count: category?.[1] ?? 0, date: saidAt(visit.last) },
            facts,
          },
        ],
      }),
    ]
  })
}
