import { MS_PER_DAY } from '@/lib/core/days'
import type { Product } from '@/lib/catalog/schema'
import type { Fact } from '@/lib/events/schema'
import type { Affinity, TokenKey } from './schema'
import { catalogueIndex, colourTokens } from './tokens'
import { AFFINITY } from './weights'

/** Nothing is known: scores nothing, explains nothing. */
export const NO_AFFINITY: Affinity = { scores: new Map(), evidence: new Map(), weight: 0 }

/** What a fact weighs as of a moment, signed; 0 for kinds that teach nothing and for facts later than `asOf`. */
export function factWeight(fact: Fact, asOf: Date): number {
  const weight = AFFINITY.facts[fact.kind]
  const age = asOf.getTime() - fact.at.getTime()
  if (weight === undefined || age < 0) return 0
  const paid = fact.kind === 'purchase' || fact.kind === 'return'
  const halfLife = paid ? AFFINITY.halfLifeDaysOfPurchases : AFFINITY.halfLifeDays
  return weight * Math.pow(2, -age / (halfLife * MS_PER_DAY))
}

/** The newest first; the id makes the order total, so that sums do not depend on how facts arrived. */
const newestFirst = (a: Fact, b: Fact): number =>
  b.at.getTime() - a.at.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

type Sums = { signed: number; absolute: number }
type Learnt = { own: number; ownExpected: number; evidence: Fact[] }

/**
 * What one shopper leans to, from their own facts: a pure fold, independent of the order of facts, blind to what is
 * later than `asOf` and to a fact said twice. Facts about pieces that left the catalogue teach nothing.
 *
 * A token's score is its excess over what the catalogue explains. With s the decayed weight of a fact and q the token's
 * share among the pieces of that fact's category, each fact that has the token adds s(1 - q), each that lacks it takes
 * s·q away; the sum is divided by what it could be at most, plus a prior. So a rare value is learnt sooner than a common
 * one, looking at everything teaches nothing, one look matters somewhat, and two of a kind clearly. Not choosing a value
 * never pushes it below 0: only facts that count against (taken out of the cart, returned) do.
 */
export function affinityOf(facts: readonly Fact[], catalogue: ReadonlyMap<string, Product>, asOf: Date): Affinity {
  const index = catalogueIndex(catalogue)
  const learnt = new Map<TokenKey, Learnt>()
  /** Signed and absolute weight of facts per category: what is expected of a token follows from these. */
  const byCategory = new Map<string, Sums>()
  const seen = new Set<string>()
  const all = { signed: 0, absolute: 0 }

  const learn = (key: TokenKey, category: string, weight: number, fact: Fact) => {
    let entry = learnt.get(key)
    if (!entry) learnt.set(key, (entry = { own: 0, ownExpected: 0, evidence: [] }))
    const expected = weight * index.share(category, key)
    entry.own += weight - expected
    entry.ownExpected += expected
    entry.evidence.push(fact)
  }

  for (const fact of facts.toSorted(newestFirst)) {
    const weight = factWeight(fact, asOf)
    if (weight === 0 || seen.has(fact.id)) continue
    seen.add(fact.id)
    const entry = fact.product === null ? undefined : index.entries.get(fact.product)
    const category = entry?.product.category ?? fact.category
    if (category === null || (fact.product !== null && !entry) || index.share(category, `category:${category}`) === 0)
      continue
    if (entry) {
      for (const { key } of entry.tokens) learn(key, category, weight, fact)
      for (const { key } of colourTokens(entry, fact.colour)) learn(key, category, weight, fact)
      let sums = byCategory.get(category)
      if (!sums) byCategory.set(category, (sums = { signed: 0, absolute: 0 }))
      sums.signed += weight
      sums.absolute += Math.abs(weight)
    } else learn(`category:${category}`, category, weight, fact)
    all.signed += weight
    all.absolute += Math.abs(weight)
  }

  const scores = new Map<TokenKey, number>()
  const evidence = new Map<TokenKey, readonly Fact[]>()
  for (const [key, { own, ownExpected, evidence: taughtBy }] of learnt) {
    let expected = 0
    let most = AFFINITY.prior
    const add = (category: string, sums: Sums) => {
      const share = index.share(category, key)
      expected += sums.signed * share
      most += sums.absolute * (1 - share)
    }
    // Any fact could have been about another category, so for a category all of them count.
    if (key.startsWith('category:')) add(key.slice('category:'.length), all)
    else for (const [category, sums] of byCategory) add(category, sums)
    const excess = own <= 0 ? own : Math.max(0, own - Math.max(0, expected - ownExpected))
    scores.set(key, excess / most)
    evidence.set(key, taughtBy)
  }
  return { scores, evidence, weight: all.absolute }
}
