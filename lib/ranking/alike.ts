import { NO_TOKENS, type CatalogueIndex, type Entry, type Tokens } from './tokens'

/** A piece as it would be shown. */
export type Shown = { entry: Entry | undefined; liked: string }

/** The tokens that a shown piece has: its own, its category's, those of its colourway. */
const tokensOf = ({ entry, liked }: Shown): readonly Tokens[] =>
  entry ? [entry.tokens, entry.category, entry.colours.get(liked) ?? NO_TOKENS] : []

const total = (tokens: readonly Tokens[]): number => {
  let sum = 0
  for (const { weights } of tokens) for (const weight of weights) sum += weight
  return sum
}

/**
 * How much two pieces look the same in a row, in [0, 1]: the weight of the attribute values they share over that of all
 * they have (weighted Jaccard), values counting as they do for taste. Returned for one piece, to be asked for many.
 */
export function likenessIn({ keys }: CatalogueIndex): (piece: Shown) => (other: Shown) => number {
  const mine = new Float64Array(keys.length)
  return (piece) => {
    mine.fill(0)
    const own = tokensOf(piece)
    const ownTotal = total(own)
    for (const { ids, weights } of own) ids.forEach((id, i) => (mine[id] = weights[i] ?? 0))
    return (other) => {
      let shared = 0
      let sum = ownTotal
      for (const { ids, weights } of tokensOf(other)) {
        for (let i = 0; i < ids.length; i++) {
          const weight = weights[i] ?? 0
          const common = Math.min(weight, mine[ids[i] ?? -1] ?? 0)
          shared += common
          sum += weight - common
        }
      }
      return sum === 0 ? 0 : shared / sum
    }
  }
}
