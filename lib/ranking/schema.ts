import type { Fact } from '@/lib/events/schema'
import type { MerchandisingRule } from '@/lib/catalog/merchandising'
import type { Product } from '@/lib/catalog/schema'
import type { SessionIndex } from './sessions'
import type { TogetherState } from './together'
import type { TrendingState } from './trending'

/**
 * What one attribute value is called everywhere in ranking: "house:corvane", "colour:scarlet", "hue:red", "metal:gold",
 * "category:dresses", "subcategory:gowns", "neckline:off-shoulder", "fabric:silk satin", "style:edgy", "price:4" (the
 * quarter of its category's prices, 4 is the dearest).
 */
export type TokenKey = string

/**
 * What she did with one piece in one colourway; where no piece is named, with a category, or with attribute values
 * themselves (a house followed, a colour preferred, words searched for). Newest fact first.
 */
export type AffinitySource = {
  product: Product | null
  /** Of the piece, or looked at itself; null where only attribute values are meant. */
  category: string | null
  /** As the facts named it; null is the default colourway. */
  colour: string | null
  /** The attribute values that the facts name themselves. */
  tokens: readonly TokenKey[]
  /** Decayed weights of the facts: facts against count negative in `signed`. */
  signed: number
  absolute: number
  facts: readonly Fact[]
}

/** A learned preference: attribute value → score in (-1, 1), with the facts that taught it, newest first. */
export type Affinity = {
  /** A score above 0 is more than the catalogue's own share explains; below 0 only by facts that count against. */
  scores: ReadonlyMap<TokenKey, number>
  /** Which facts fed a token, newest first. */
  evidence: ReadonlyMap<TokenKey, readonly Fact[]>
  /** The facts by what they are about; their newest facts first. */
  sources: readonly AffinitySource[]
  /** Pieces she said she does not like: last in categories, on no shelf. */
  disliked: ReadonlySet<string>
  /** Total decayed weight of all facts: 0 for a stranger. */
  weight: number
}

/** How much one thing moved a product; the parts of a product add up to its score. */
export type Part = {
  /**
   * "trending", "affinity:house:corvane", "together:<slug>" (bought with it), "pair:<category>" (its category goes with
   * theirs), "style:<tag>" (shared with the anchors), "similar:<slug>", "viewed-with:<slug>" (seen in the same visits),
   * "neighbours:<slug>" (what like visits went on to from a piece of hers), "new" (the chance of a piece listed lately),
   * "rule:<id>" (a marketer's boost or burial), "closing" (reaches the next tier, not far past).
   */
  part: string
  weight: number
}

/** How often a piece was bought together with an anchor. Few are told as none, so that nobody can be guessed. */
export type ChosenWith = { anchor: string; orders: number; clients: number }

/** A ranked product with why it stands here. */
export type Ranked = {
  product: Product
  score: number
  /** The colourway to show: hers if the piece comes in it. */
  colour: string
  /** Places gained against the unpersonalised order; 0 or negative when it did not move up. */
  rise: number
  /** Which part contributed how much, largest first. Computed when first read. */
  parts: readonly Part[]
  /** On shelves of pieces that go together: the anchor it was bought with most often, when that was often enough. */
  chosenWith: ChosenWith | null
  /** The marketer's rule that put it here; null where none did. */
  rule?: { id: string; kind: MerchandisingRule['kind']; note: string } | null
  /** On "similar" shelves: what it has in common with the anchor, weightiest first. Otherwise empty. */
  shared: readonly TokenKey[]
}

/** On how many visits something was shown in vain, and when last. */
export type Shown = { visits: number; last: Date }

/** What the shopper was shown before this visit: what keeps two visits from being the same. */
export type Freshness = {
  /** Shopper and visit: the same within a visit, another on the next. */
  seed: string
  /** Pieces shown on earlier visits and not acted on since: on how many visits, and when last. */
  seen: ReadonlyMap<string, Shown>
  /** By slot: the pieces in the order of the visit before, and the content it showed. */
  before: ReadonlyMap<string, { products: readonly string[]; content: string | null }>
}

/**
 * How much each part of the blend counts beside what weights.ts gives it: 1 as in the shop, 0 not at all. For evaluations
 * that run parts alone or leave one out.
 */
export type Mix = {
  /** Popularity, where it is what a place starts from (categories and home). */
  trending: number
  /** The next pieces of like visits; needs the running visit's own clicks. */
  neighbours: number
  /** Her learned taste. */
  affinity: number
  /** The chance of pieces listed lately. */
  news: number
  /** Variety in the first row: 0 leaves every piece where its score puts it. */
  variety: number
}

/** What every shelf reads. `affinity` is null for a stranger and when personalisation is off. */
export type RankingContext = {
  /** All pieces by slug: `Catalogue.bySlug`. Pass the same map each time: what is derived from it is kept beside it. */
  catalogue: ReadonlyMap<string, Product>
  trending: TrendingState
  together: TogetherState
  affinity: Affinity | null
  asOf: Date
  /** Which pieces were met in one visit, by everybody. Absent: an order without session neighbours. */
  neighbours?: SessionIndex
  /**
   * Pieces of the running visit, oldest first, for the session neighbours; absent: none. Pass the same list all through
   * a request: what is foreseen is kept beside it.
   */
  session?: readonly { item: string; at: number }[]
  /** Absent or null: nothing is rotated (a stranger's first visit, or personalisation off). */
  fresh?: Freshness | null
  /** The visit that `session` is, as the session index names it: never a neighbour of its own. */
  visit?: string | null
  /** Marketers' rules; they apply to everybody. Of several dates when `day` is told, else those in force. */
  rules?: readonly MerchandisingRule[]
  /** The day at `asOf` in the programme's time zone, "2026-11-21". */
  day?: string
  /** For evaluations; absent: everything as in the shop. */
  mix?: Partial<Mix>
}
