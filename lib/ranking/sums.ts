import type { AffinitySource } from './schema'
import { colourTokens, type CatalogueIndex } from './tokens'
import { AFFINITY } from './weights'

/** The numbers of the tokens that a source teaches. */
export function taughtBy(source: AffinitySource, index: CatalogueIndex): number[] {
  const ids: number[] = []
  for (const key of source.tokens) {
    const id = index.numbers.get(key)
    if (id !== undefined) ids.push(id)
  }
  const category = source.category === null ? undefined : index.categories.get(source.category)
  if (category !== undefined) ids.push(category)
  const entry = source.product && index.entries.get(source.product.slug)
  if (!entry) return ids
  for (const id of entry.tokens.ids) ids.push(id)
  for (const id of colourTokens(entry, source.colour).ids) ids.push(id)
  return ids
}

type Weights = { signed: number; absolute: number }

/** What sources add up to. Each source's share can be taken out again, which is how a taste without them is made. */
export type Sums = {
  /** How many sources teach a token. */
  taught: Int32Array
  /** Per token: its excess over what the catalogue explains, and how much that is, from looks at pieces. */
  own: Float64Array
  ownExpected: Float64Array
  /** Per token: what facts say about the value itself. */
  meant: Float64Array
  meantAbsolute: Float64Array
  /** Weight of the facts about pieces per category: what is expected of a token follows from these. */
  byCategory: Map<string, Weights & { shares: Float64Array; sources: number }>
  /** Weight of the facts about pieces and categories, and of all. */
  looks: Weights
  total: number
}

export const emptySums = ({ keys: { length } }: CatalogueIndex): Sums => ({
  taught: new Int32Array(length),
  own: new Float64Array(length),
  ownExpected: new Float64Array(length),
  meant: new Float64Array(length),
  meantAbsolute: new Float64Array(length),
  byCategory: new Map(),
  looks: { signed: 0, absolute: 0 },
  total: 0,
})

export const copySums = (sums: Sums): Sums => ({
  taught: sums.taught.slice(),
  own: sums.own.slice(),
  ownExpected: sums.ownExpected.slice(),
  meant: sums.meant.slice(),
  meantAbsolute: sums.meantAbsolute.slice(),
  byCategory: new Map([...sums.byCategory].map(([category, weights]) => [category, { ...weights }])),
  looks: { ...sums.looks },
  total: sums.total,
})

/** Adds (1) a source to the sums or takes it out (-1). */
export function count(sums: Sums, source: AffinitySource, index: CatalogueIndex, sign: 1 | -1): void {
  const signed = sign * source.signed
  const absolute = sign * source.absolute
  sums.total += absolute
  const shares = source.category === null ? undefined : index.shares.get(source.category)
  const { taught, own, ownExpected, meant, meantAbsolute } = sums
  for (const id of taughtBy(source, index)) {
    taught[id] = (taught[id] ?? 0) + sign
    if (shares) {
      const expected = signed * (shares[id] ?? 0)
      own[id] = (own[id] ?? 0) + signed - expected
      ownExpected[id] = (ownExpected[id] ?? 0) + expected
    } else {
      meant[id] = (meant[id] ?? 0) + signed
      meantAbsolute[id] = (meantAbsolute[id] ?? 0) + absolute
    }
  }
  if (!shares || source.category === null) return
  sums.looks.signed += signed
  sums.looks.absolute += absolute
  if (!source.product) return
  let weights = sums.byCategory.get(source.category)
  if (!weights) sums.byCategory.set(source.category, (weights = { shares, signed: 0, absolute: 0, sources: 0 }))
  weights.signed += signed
  weights.absolute += absolute
  weights.sources += sign
  if (weights.sources === 0) sums.byCategory.delete(source.category)
}

/** Sums below this are what taking out a source left over of it. */
const REMAINDER = 1e-12

/** Two reasons for (or against) the same thing strengthen each other and stay below 1; opposite ones weigh each other. */
const joined = (a: number, b: number): number =>
  a > 0 && b > 0 ? a + b - a * b : a < 0 && b < 0 ? a + b + a * b : a + b

/** The excess of a token over what is expected of it, over what it could be at most; in (-1, 1). */
function excess(own: number, expectedElsewhere: number, most: number): number {
  if (Math.abs(own) < REMAINDER) return 0
  return (own <= 0 ? own : Math.max(0, own - Math.max(0, expectedElsewhere))) / (AFFINITY.prior + most)
}

/** The score of each token, by number: see `affinityOf`. */
export function scoresOf(sums: Sums, index: CatalogueIndex): Float64Array {
  const { own, ownExpected, meant, meantAbsolute, taught, looks } = sums
  const expected = new Float64Array(own.length)
  const most = new Float64Array(own.length)
  for (const { shares, signed, absolute } of sums.byCategory.values()) {
    for (let id = 0; id < shares.length; id++) {
      const share = shares[id] ?? 0
      expected[id] = (expected[id] ?? 0) + signed * share
      most[id] = (most[id] ?? 0) + absolute * (1 - share)
    }
  }
  // Any fact could have been about another category, so for a category all of them count.
  for (const [category, id] of index.categories) {
    const share = index.shares.get(category)?.[id] ?? 0
    expected[id] = looks.signed * share
    most[id] = looks.absolute * (1 - share)
  }
  const scores = new Float64Array(own.length)
  for (let id = 0; id < own.length; id++) {
    if (taught[id] === 0) continue
    const looked = excess(own[id] ?? 0, (expected[id] ?? 0) - (ownExpected[id] ?? 0), most[id] ?? 0)
    const said = meant[id] ?? 0
    const direct = Math.abs(said) < REMAINDER ? 0 : said / (AFFINITY.prior + (meantAbsolute[id] ?? 0))
    scores[id] = joined(looked, direct)
  }
  return scores
}
