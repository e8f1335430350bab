import type { Trial } from './experiment'

/** One line of "The reasons, strongest first": a sentence and its share (0 to 1) of the decision. */
export type Reason = { text: string; weight: number }

/** A fact the decision used, in words. `id` names the event, order or membership row behind it. */
export type UsedFact = { id: string; text: string; at: Date }

/**
 * One decision for one slot. The page renders `value`, the panel "Why am I seeing this?" shows the rest, the tests
 * read the same object.
 */
export type Decision<T> = {
  /** Where: "home.hero", "home.shelf-1", "category.order", "product.complete-the-look", "cart.nudge", … */
  slot: string
  /** Which variant of the rule took effect: "generic", "facebook", "member", … */
  arm: string
  value: T
  /** The rule in one paragraph, in words. */
  rule: string
  reasons: readonly Reason[]
  facts: readonly UsedFact[]
  /** True when this shopper's own facts changed the outcome: only then is the panel offered. */
  personal: boolean
  /** A marketer's rule put some of it where it stands: whoever asks is told, known or not. */
  ruled?: boolean
  /** What stood there, for the exposure that a page notes: what keeps the next visit from being the same. */
  shown?: ShownThere
  /** The experiments under whose arms it stands here: something personal does, or would but for the arm. */
  trials?: readonly Trial[]
}

export type ShownThere = {
  /** Slugs in their order. */
  products?: readonly string[]
  /** The content's slug, or the banner's picture and line. */
  content?: string
  /** What a slot that several pages have is about: "dresses", "house:corvane". */
  scope?: string
}

/** Reasons whose shares fall by half from one to the next and add up to 1. */
export function weigh(texts: readonly string[]): Reason[] {
  const weights = texts.map((_, i) => 2 ** -i)
  const sum = weights.reduce((a, b) => a + b, 0)
  return texts.map((text, i) => ({ text, weight: (weights[i] ?? 0) / sum }))
}
