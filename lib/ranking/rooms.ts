import type { Product } from '@/lib/catalog/schema'
import type { TokenKey } from './schema'
import { catalogueIndex, type CatalogueIndex, type Entry } from './tokens'
import { trendingScores, type TrendingState } from './trending'
import { CANDIDATES } from './weights'

const MINUTE_MS = 60_000

/** Everybody's order of a room: places in stock first, then by popularity, then as the catalogue has them. */
type Neutral = {
  trending: TrendingState
  version: number
  minute: number
  order: Int32Array
  /** How many are in stock: the first so many of the order. */
  inStock: number
  /** Popularity in [0, 1], by place. */
  scores: Float32Array
}

/**
 * A large list of pieces that many requests order: a category or the whole catalogue. A piece is its place in the list,
 * so that what is kept about all of them are a few arrays of numbers.
 */
export type Room = {
  readonly products: readonly Product[]
  /** Where each piece stands in the list. Made when first asked for, like the two below. */
  readonly places: ReadonlyMap<string, number>
  /** Which pieces have a token, in at least one colourway, by place. */
  readonly postings: ReadonlyMap<TokenKey, Int32Array>
  /** Places by when they were listed, newest first. */
  readonly newest: Int32Array
  neutral: Neutral | undefined
}

/** Calls `meet` with the number of every token of a piece, some of them more than once. */
function eachToken(entry: Entry, meet: (id: number) => void): void {
  entry.tokens.ids.forEach(meet)
  entry.category.ids.forEach(meet)
  for (const { ids } of entry.colours.values()) ids.forEach(meet)
}

function postingsOf(products: readonly Product[], { keys, entries }: CatalogueIndex): Map<TokenKey, Int32Array> {
  const found = new Map<number, number[]>()
  products.forEach(({ slug }, place) => {
    const entry = entries.get(slug)
    if (!entry) return
    eachToken(entry, (id) => {
      const places = found.get(id)
      if (!places) found.set(id, [place])
      else if (places.at(-1) !== place) places.push(place)
    })
  })
  return new Map([...found].map(([id, places]) => [keys[id] ?? '', Int32Array.from(places)]))
}

function createRoom(products: readonly Product[], catalogue: ReadonlyMap<string, Product>): Room {
  let places: Map<string, number> | undefined
  let postings: Map<TokenKey, Int32Array> | undefined
  let newest: Int32Array | undefined
  return {
    products,
    get places() {
      return (places ??= new Map(products.map(({ slug }, place) => [slug, place])))
    },
    get postings() {
      return (postings ??= postingsOf(products, catalogueIndex(catalogue)))
    },
    get newest() {
      const listed = () => Float64Array.from(products, (product) => product.listedAt.getTime())
      return (newest ??= sortedPlaces(listed()))
    },
    neutral: undefined,
  }
}

/** Places by value, greatest first; equal ones as they stand. */
function sortedPlaces(values: Float64Array): Int32Array {
  const places = Int32Array.from(values, (_, place) => place)
  return places.sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b)
}

/**
 * Everybody's order of a room. Made once and kept, never per request: again when the state has grown and another minute
 * has begun, or it has grown by a quarter. Without new facts it stays, since all masses decay alike.
 */
export function neutralOf(room: Room, trending: TrendingState, asOf: Date): Neutral {
  const minute = Math.floor(asOf.getTime() / MINUTE_MS)
  const { neutral: kept, products } = room
  const grown = kept && trending.version !== kept.version
  if (
    kept?.trending === trending &&
    !(grown && (minute !== kept.minute || trending.version > CANDIDATES.grown * kept.version))
  )
    return kept
  const found = trendingScores(
    trending,
    asOf,
    products.map(({ slug }) => slug),
  )
  const scores = Float64Array.from(products, ({ slug }) => found.get(slug) ?? 0)
  const stock = Uint8Array.from(products, ({ inStock }) => (inStock ? 1 : 0))
  const positions = Float64Array.from(products, ({ position }) => position)
  const at = (column: ArrayLike<number>, place: number): number => column[place] ?? 0
  const order = Int32Array.from(products, (_, place) => place).sort(
    (a, b) =>
      at(stock, b) - at(stock, a) || at(scores, b) - at(scores, a) || at(positions, a) - at(positions, b) || a - b,
  )
  const inStock = stock.reduce((sum, one) => sum + one, 0)
  const { version } = trending
  return (room.neutral = { trending, version, minute, order, inStock, scores: Float32Array.from(scores) })
}

/** What is kept beside one catalogue. */
type Rooms = { whole: Room; byCategory: Map<string, Room> }

const kept = new WeakMap<ReadonlyMap<string, Product>, Rooms>()

function roomsOf(catalogue: ReadonlyMap<string, Product>): Rooms {
  let rooms = kept.get(catalogue)
  if (!rooms) {
    const byCategory = new Map<string, Product[]>()
    for (const product of catalogue.values()) {
      const list = byCategory.get(product.category)
      if (list) list.push(product)
      else byCategory.set(product.category, [product])
    }
    rooms = {
      whole: createRoom([...catalogue.values()], catalogue),
      byCategory: new Map([...byCategory].map(([category, list]) => [category, createRoom(list, catalogue)])),
    }
    kept.set(catalogue, rooms)
  }
  return rooms
}

/** A list as a part of a room: 1 for each place that is in it; null when it is the whole room. */
export type Part = { room: Room; members: Uint8Array | null }

/** The list as part of a room, when its pieces stand in the room's own order, as filtered lists do; else null. */
function partOf(room: Room | undefined, products: readonly Product[]): Part | null {
  if (!room || products.length > room.products.length) return null
  const members = new Uint8Array(room.products.length)
  let next = 0
  for (let place = 0; place < members.length && next < products.length; place++) {
    if (room.products[place] !== products[next]) continue
    members[place] = 1
    next += 1
  }
  if (next < products.length) return null
  return { room, members: products.length === members.length ? null : members }
}

const parts = new WeakMap<readonly Product[], Part & { catalogue: ReadonlyMap<string, Product> }>()

/**
 * The room of a list: its category or the whole catalogue, where it holds pieces of those in their order, else one of its
 * own. Told by comparing pieces, not names, at a few nanoseconds each; kept for as long as the list itself is, which must
 * not change.
 */
export function roomOf(catalogue: ReadonlyMap<string, Product>, products: readonly Product[]): Part {
  const known = parts.get(products)
  if (known?.catalogue === catalogue) return known
  const rooms = roomsOf(catalogue)
  const [first] = products
  const found = (first && partOf(rooms.byCategory.get(first.category), products)) ??
    partOf(rooms.whole, products) ?? { room: createRoom(products, catalogue), members: null }
  const part = { ...found, catalogue }
  parts.set(products, part)
  return part
}
