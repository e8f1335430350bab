import type { Product } from '@/lib/catalog/schema'
import { chanceOf, FRESHNESS, wornBy, type Fresh } from './freshness'
import type { Ranked } from './schema'
import { VARIETY } from './weights'

/** A piece within the window, with what the two sides of the exchange weigh. */
type Piece = {
  item: Ranked
  /** Where it stands in the order given. */
  at: number
  /** What it is worth to her, as a share of the best one: what an exchange loses. */
  gain: number
  /** The same, less for what earlier visits showed in vain: what an exchange wins. */
  wish: number
}

/** A ranked piece at another place. Its score and its reasons are its own; only how far it rose is new. */
class Moved implements Ranked {
  constructor(
    private readonly item: Ranked,
    private readonly up: number,
  ) {}

  // Read only where it is told: to know it another order is made.
  get rise() {
    return this.item.rise + this.up
  }
  get product() {
    return this.item.product
  }
  get score() {
    return this.item.score
  }
  get colour() {
    return this.item.colour
  }
  get parts() {
    return this.item.parts
  }
  get chosenWith() {
    return this.item.chosenWith
  }
  get rule() {
    return this.item.rule ?? null
  }
  get shared() {
    return this.item.shared
  }
}

/** What a place counts: the discount of DCG. */
const discount = (place: number): number => 1 / Math.log2(place + 2)

/** How many of the row are of one house, or of one category, at most: what an exchange must not make worse. */
const most = (row: readonly Piece[], of: (product: Product) => string): number => {
  const counts = new Map<string, number>()
  for (const { item } of row) counts.set(of(item.product), (counts.get(of(item.product)) ?? 0) + 1)
  return Math.max(0, ...counts.values())
}
const houseOf = (product: Product): string => product.house.slug
const categoryOf = (product: Product): string => product.category

/**
 * The same pieces with another first row than the visit before saw. Pieces that earlier visits showed in vain make place
 * for others, the better the more equal they are, as long as the row keeps 95% of its discounted gain (by the ranker's
 * own scores). Where the row would be the one of the visit before nonetheless, the one exchange that loses least is made
 * whatever it costs: two visits never show the same row. Pieces that a marketer pinned stay where they are, no house and
 * no category gets more of the row than it may, and what has to leave the row stands right behind it.
 *
 * It cannot rotate a set that holds no more pieces in stock than the row: then, and where nothing changes, the very list
 * that was given is answered.
 */
export function rotate(
  ranked: readonly Ranked[],
  slot: string,
  fresh: Fresh | null | undefined,
  { row: size = FRESHNESS.row }: { row?: number } = {},
): readonly Ranked[] {
  if (!fresh) return ranked
  const pool = poolOf(ranked, slot, fresh)
  if (pool.length <= size) return ranked
  const first = pool.slice(0, size)
  const limits = {
    house: Math.max(VARIETY.perHouse, most(first, houseOf)),
    category: Math.max(VARIETY.perCategory.home, most(first, categoryOf)),
  }
  const varied = (row: readonly Piece[]): boolean =>
    most(row, houseOf) <= limits.house && most(row, categoryOf) <= limits.category

  const best = worth(first)
  const lost = (row: readonly Piece[]): number => (best > 0 ? 1 - worth(row) / best : 0)
  const cheap = (row: readonly Piece[]): boolean => lost(row) <= FRESHNESS.loss && varied(row)
  const won = (out: Piece, into: Piece): number => into.wish - out.wish
  let row = first
  for (let i = 0; i < size; i++) {
    const next = exchange(row, pool, (out, into) => (into.wish > out.wish ? won(out, into) : null), cheap)
    if (!next) break
    row = next
  }

  const before = new Set(fresh.before.get(slot)?.products.slice(0, size))
  if (before.size > 0 && row.every(({ item }) => before.has(item.product.slug))) {
    const present = row
    const anew = (out: Piece, into: Piece): number | null =>
      before.has(into.item.product.slug)
        ? null
        : FRESHNESS.chance * won(out, into) - lost(changedRow(present, out, into))
    row = exchange(row, pool, anew, varied) ?? exchange(row, pool, anew, () => true) ?? row
  }
  return row === first ? ranked : placed(ranked, row)
}

/** The first pieces in stock, the window of an order. */
function poolOf(ranked: readonly Ranked[], slot: string, fresh: Fresh): Piece[] {
  const found: { item: Ranked; at: number }[] = []
  // What is out of stock stands behind all that is not.
  for (let at = 0; at < Math.min(ranked.length, 2 * FRESHNESS.window) && found.length < FRESHNESS.window; at++) {
    const item = ranked[at]
    if (item?.product.inStock) found.push({ item, at })
  }
  const top = Math.max(...found.map(({ item }) => item.score))
  const known = fresh.before.has(slot)
  return found.map(({ item, at }) => {
    const { slug } = item.product
    // Where no score is above nothing, all are as good.
    const gain = top > 0 ? Math.max(0, item.score) / top : 1
    const chance = known ? FRESHNESS.chance * chanceOf(fresh.seed, slot, slug) : 0
    return { item, at, gain, wish: gain * (1 - wornBy(fresh.seen.get(slug), fresh.begun)) * (1 + chance) }
  })
}

const worth = (row: readonly Piece[]): number => row.reduce((sum, { gain }, place) => sum + gain * discount(place), 0)
const isPinned = ({ item }: Pick<Piece, 'item'>): boolean => item.rule?.kind === 'pin'

/** The row in the order of the list, but for pinned pieces, which keep their place in it. */
function inOrder(row: readonly Piece[]): Piece[] {
  const free = row.filter((piece) => !isPinned(piece)).sort((a, b) => a.at - b.at)
  return row.flatMap((piece) => (isPinned(piece) ? [piece] : free.splice(0, 1)))
}

const changedRow = (row: readonly Piece[], out: Piece, into: Piece): Piece[] =>
  inOrder(row.map((piece) => (piece === out ? into : piece)))

/** The row after the exchange of one piece that is worth most, of those that are allowed; null where none is. */
function exchange(
  row: readonly Piece[],
  pool: readonly Piece[],
  worthOf: (out: Piece, into: Piece) => number | null,
  allowed: (changed: readonly Piece[]) => boolean,
): Piece[] | null {
  let found: Piece[] | null = null
  let highest = -Infinity
  for (const out of row) {
    if (isPinned(out)) continue
    for (const into of pool) {
      if (isPinned(into) || row.includes(into)) continue
      const value = worthOf(out, into)
      if (value === null || value <= highest) continue
      const changed = changedRow(row, out, into)
      if (allowed(changed)) [found, highest] = [changed, value]
    }
  }
  return found
}

/**
 * The list with this row first, and everything else behind it as it stood; pinned pieces stay where they are. Only what
 * stands before the last piece of the row can move: the rest of a long list is not looked at.
 */
function placed(ranked: readonly Ranked[], row: readonly Piece[]): Ranked[] {
  const end = Math.max(row.length - 1, ...row.map(({ at }) => at)) + 1
  const chosen = new Set(row.map(({ at }) => at))
  const order = row.map(({ at }) => at)
  const others = ranked.slice(0, end).flatMap((item, at) => (chosen.has(at) ? [] : [{ item, at }]))
  const stays = new Set(others.flatMap(({ item, at }) => (at >= row.length && isPinned({ item }) ? [at] : [])))
  const free = others.filter(({ at }) => !stays.has(at))
  while (order.length < end) {
    if (stays.has(order.length)) order.push(order.length)
    else order.push(free.shift()?.at ?? order.length)
  }
  const head = order.flatMap((from, to) => {
    const item = ranked[from]
    return item ? [from === to ? item : new Moved(item, from - to)] : []
  })
  return [...head, ...ranked.slice(end)]
}
