import type { Fact } from '@/lib/events/schema'
import type { Product } from '@/lib/catalog/schema'

/** A learned preference: attribute value → score in [-1, 1], with the facts that taught it, strongest first. */
export type Affinity = {
  /** Keys are tokens such as "house:corvane", "colour:scarlet", "category:dresses". */
  scores: ReadonlyMap<string, number>
  /** Which facts fed a token, newest first. */
  evidence: ReadonlyMap<string, readonly Fact[]>
  /** Total decayed weight of all facts: 0 for a stranger. */
  weight: number
}

/** A ranked product with why it stands here. */
export type Ranked = {
  product: Product
  score: number
  /** The colourway to show: hers if the piece comes in it. */
  colour: string
  /** Places gained against the unpersonalised order; 0 or negative when it did not move up. */
  rise: number
  /** Which part contributed how much, largest first: "trending", "affinity:house:corvane", "together:<slug>", "similar:<slug>". */
  parts: readonly { part: string; weight: number }[]
}
