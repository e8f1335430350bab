import type { Product } from '@/lib/catalog/schema'
import type { Candidate, Place } from './blend'
import type { Rule } from './merchandise'
import type { ChosenWith, Part, Ranked, TokenKey } from './schema'
import { tasteParts, type Palate } from './taste'
import type { Entry } from './tokens'

/** A candidate with all that decides its place. */
export type Scored<C extends Candidate> = {
  candidate: C
  entry: Entry | undefined
  product: Product
  taste: number
  /** The colourway that taste counted; a place may show another. */
  liked: string
  /** What session neighbours expect, in [0, 1], and from which piece of the running visit. */
  foreseen: number
  from: string | null
  /** She said she does not like it. */
  disliked: boolean
  rule: Rule | null
  /** What rules multiply the score by; 1 for most. */
  factor: number
  /** The scores that decide the places without and with what is known of her, rounded: closer ones are a tie. */
  neutral: number
  exact: number
  score: number
}

/** Scores are compared in billionths: closer ones are a tie. */
const UNIT = 1e9
export const rounded = (score: number): number => Math.round(score * UNIT)

type AnyScored = Scored<Candidate>
export const neutralOf = (item: AnyScored): number => item.neutral / UNIT
export const exactOf = (item: AnyScored): number => item.exact / UNIT
/** In stock first, then by group, score, and the catalogue's own order. */
export const byNeutral = (a: AnyScored, b: AnyScored): number =>
  Number(b.product.inStock) - Number(a.product.inStock) ||
  (a.candidate.group ?? 0) - (b.candidate.group ?? 0) ||
  b.neutral - a.neutral ||
  a.product.position - b.product.position
/** The same with what is known of her: what she does not like behind everything in stock. */
export const byExact = (a: AnyScored, b: AnyScored): number =>
  Number(b.product.inStock) - Number(a.product.inStock) ||
  Number(a.disliked) - Number(b.disliked) ||
  (a.candidate.group ?? 0) - (b.candidate.group ?? 0) ||
  b.exact - a.exact ||
  a.product.position - b.product.position

/**
 * How what is known of her enters the scores of one order:
 * score = (1 - next) * ((1 - share) * neutral + share * scale * taste) + next * reach * foreseen.
 */
export type Shares = { share: number; scale: number; next: number; reach: number; palate: Palate | null }

/** A place in an order. Why it stands there is worked out when first read: most pieces are never asked. */
export class RankedPiece<C extends Candidate> implements Ranked {
  readonly product: Product
  readonly score: number
  #colour: string | undefined
  #chosenWith: ChosenWith | null | undefined
  #parts: readonly Part[] | undefined

  /** @param riseOf places gained by an item that stands at `at`. */
  constructor(
    private readonly item: Scored<C>,
    private readonly place: Place<C>,
    private readonly shares: Shares,
    private readonly at: number,
    private readonly riseOf: (item: Scored<C>, at: number) => number,
  ) {
    this.product = item.product
    this.score = item.score
  }

  get rise(): number {
    return this.riseOf(this.item, this.at)
  }

  get colour(): string {
    return (this.#colour ??= this.place.colour?.(this.item.candidate, this.shares.palate) ?? this.item.liked)
  }

  get chosenWith(): ChosenWith | null {
    return (this.#chosenWith ??= this.place.chosenWith?.(this.item.candidate) ?? null)
  }

  get rule(): Ranked['rule'] {
    const { rule } = this.item
    return rule && { id: rule.id, kind: rule.kind, note: rule.note }
  }

  get shared(): readonly TokenKey[] {
    return this.place.shared?.(this.item.candidate) ?? []
  }

  get parts(): readonly Part[] {
    return (this.#parts ??= this.#weigh())
  }

  #weigh(): readonly Part[] {
    const { share, scale, next, reach, palate } = this.shares
    const { candidate, entry, liked, foreseen, from, rule, factor, score } = this.item
    const rest = 1 - next
    const parts: Part[] = []
    for (const { part, weight } of this.place.parts(candidate))
      parts.push({ part, weight: weight * (1 - share) * rest })
    if (share > 0 && palate && entry) parts.push(...tasteParts(palate, entry, liked, share * scale * rest))
    if (from !== null && next > 0) parts.push({ part: `neighbours:${from}`, weight: next * reach * foreseen })
    if (rule && factor !== 1) {
      let sum = 0
      for (const { weight } of parts) sum += weight
      parts.push({ part: `rule:${rule.id}`, weight: score - sum })
    }
    return parts.sort((a, b) => b.weight - a.weight)
  }
}

/** A ranked piece at another place. Its score and its reasons are its own; only how far it rose is new. */
export class Moved implements Ranked {
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
