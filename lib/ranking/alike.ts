import { NO_TOKENS, type CatalogueIndex, type Entry, type Tokens } from './tokens'

/** A piece as it would be shown. */
export type Shown = { entry: Entry | undefined; liked: string }

/** The tokens of a piece as it is shown: its category's, those of its colourway, its own. */
const LAYERS = [
  ({ entry }: Shown): Tokens => entry?.category ?? NO_TOKENS,
  ({ entry, liked }: Shown): Tokens => entry?.colours.get(liked) ?? NO_TOKENS,
  ({ entry }: Shown): Tokens => entry?.tokens ?? NO_TOKENS,
]

const scratch = new WeakMap<CatalogueIndex, Float64Array>()

/**
 * How much two pieces look the same in a row, in [0, 1]: the weight of the attribute values they share over that of all
 * they have (weighted Jaccard), values counting as they do for taste. Returned for one piece, to be asked for many, until
 * another piece is asked for.
 */
export function likenessIn(index: CatalogueIndex): (piece: Shown) => (other: Shown) => number {
  let mine = scratch.get(index)
  if (!mine) scratch.set(index, (mine = new Float64Array(index.keys.length)))
  const own = mine
  return (piece) => {
    own.fill(0)
    let ownTotal = 0
    for (const layerOf of LAYERS) {
      const { ids, weights } = layerOf(piece)
      for (let i = 0; i < ids.length; i++) {
        own[ids[i] ?? -1] = weights[i] ?? 0
        ownTotal += weights[i] ?? 0
      }
    }
    return (other) => {
      let shared = 0
      let all = ownTotal
      for (const layerOf of LAYERS) {
        const { ids, weights } = layerOf(other)
        for (let i = 0; i < ids.length; i++) {
          const weight = weights[i] ?? 0
          const common = Math.min(weight, own[ids[i] ?? -1] ?? 0)
          shared += common
          all += weight - common
        }
      }
      return all === 0 ? 0 : shared / all
    }
  }
}
