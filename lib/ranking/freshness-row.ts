import { chanceOf, FRESHNESS, wornBy, type Fresh } from './freshness'
import { Moved } from './ranked'
import type { Ranked } from './schema'
import { VARIETY } from './weights'

/** A piece within the window, with what the two sides of the exchange weigh. */
type Piece = {
  item: Ranked
  /** Where it stands in the order given. */
  at: number
  house: string
  category: string
  /** What it is worth to her, as a share of the best one: what an exchange loses. */
  gain: number
  /** Which share earlier visits took of it by showing it in vain: only what is worn makes place for another. */
  worn: number
  /** What that leaves: what an exchange wins. */
  wish: number
}

const DISCOUNTS = Array.from({ length: FRESHNESS.window }, (_, place) => 1 / Math.log2(place + 2))
/** What a place counts: the discount of DCG. */
const discount = (place: number): number => DISCOUNTS[place] ?? 0

/** How many of the row are of one house, or of one category, at most: what an exchange must not make worse. */
function most(row: readonly Piece[], of: 'house' | 'category'): number {
  let highest = 0
  for (const one of row) {
    let count = 0
    for (const other of row) if (other[of] === one[of]) count += 1
    if (count > highest) highest = count
  }
  return highest
}

/**
 * The same pieces with another first row than the visit before saw. Pieces that earlier visits showed in vain make place
 * for others, the better the more equal they are, as long as the row keeps 97% of its discounted gain (by the ranker's
 * own scores). Where the row would be the one of the visit before nonetheless, the one exchange that loses least is made
 * whatever it costs: two visits never show the same row. Pieces that a marketer pinned stay where they are, no house and
 * no category gets more of the row than it may, and what has to leave the row stands right behind it.
 *
 * It cannot rotate a set that holds no more pieces in stock than the row: then, and where nothing changes (as where none
 * of the row was shown in vain, and the slot shows its first), the very list that was given is answered.
 * @param options `row`: how many pieces a row has; `never`: pieces that must not come in, such as what she does not like.
 */
export function rotate(
  ranked: readonly Ranked[],
  slot: string,
  fresh: Fresh | null | undefined,
  { row: size = FRESHNESS.row, never }: { row?: number; never?: ReadonlySet<string> } = {},
): readonly Ranked[] {
  if (!fresh) return ranked
  const pool = poolOf(ranked, slot, fresh).filter(({ item }, at) => at < size || !never?.has(item.product.slug))
  if (pool.length <= size) return ranked
  const first = pool.slice(0, size)
  const limits = {
    house: Math.max(VARIETY.perHouse, most(first, 'house')),
    category: Math.max(VARIETY.perCategory.home, most(first, 'category')),
  }
  const varied = (row: readonly Piece[]): boolean =>
    most(row, 'house') <= limits.house && most(row, 'category') <= limits.category

  const best = worth(first)
  const lost = (row: readonly Piece[]): number => (best > 0 ? 1 - worth(row) / best : 0)
  const cheap = (row: readonly Piece[]): boolean => lost(row) <= FRESHNESS.loss && varied(row)
  const won = (out: Piece, into: Piece): number => into.wish - out.wish
  const last = discount(size - 1)
  let row = first
  for (let i = 0; i < size; i++) {
    const left = (FRESHNESS.loss - lost(row)) * best
    // What it loses at the least, at the end of the row, spares most pairs a closer look.
    const wished = (out: Piece, into: Piece): number | null =>
      out.worn > 0 && into.wish > out.wish && (out.gain - into.gain) * last <= left ? won(out, into) : null
    const next = exchange(row, pool, wished, cheap)
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
    const worn = wornBy(fresh.seen.get(slug), fresh.begun)
    const { house, category } = item.product
    return {
      item,
      at,
      house: house.slug,
      category,
      gain,
      worn,
      wish: gain * (1 - worn) * (1 + chance),
    }
  })
}

function worth(row: readonly Piece[]): number {
  let sum = 0
  for (let place = 0; place < row.length; place++) sum += (row[place]?.gain ?? 0) * discount(place)
  return sum
}
const isPinned = ({ item }: Pick<Piece, 'item'>): boolean => item.rule?.kind === 'pin'

/** The row with one piece for another, in the order of the list; pinned pieces keep their place in it. */
function changedRow(row: readonly Piece[], out: Piece, into: Piece): Piece[] {
  const changed: Piece[] = []
  const free: Piece[] = []
  for (const piece of row) if (piece !== out && !isPinned(piece)) free.push(piece)
  let at = 0
  while (at < free.length && (free[at]?.at ?? 0) < into.at) at += 1
  free.splice(at, 0, into)
  let next = 0
  for (const piece of row) {
    const own = isPinned(piece) ? piece : free[next++]
    if (own) changed.push(own)
  }
  return changed
}

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
