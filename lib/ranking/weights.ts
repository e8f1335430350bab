import type { EventKind } from '@/lib/events/schema'

// Every number that ranking was given rather than learned stands here, but for those of the session neighbours
// (sessions/settings.ts) and of freshness (freshness.ts). docs/decisions/0007 and 0015 say how they were chosen.

/** Popularity. `smoothing` is the decayed mass ("so many views today") below which differences count little. */
export const TRENDING = {
  halfLifeDays: 7,
  facts: { view: 1, 'cart-add': 4, purchase: 10 } as Partial<Record<EventKind, number>>,
  smoothing: 5,
}

/** One shopper's taste. `prior` is the weight of facts at which a token that all of them share reaches one half. */
export const AFFINITY = {
  facts: {
    view: 1,
    // The view that follows is counted by itself; choosing it among others says a little more.
    click: 0.5,
    'category-view': 0.5,
    // A page of many pieces says less than a look at one.
    'house-view': 0.8,
    // Words are tried out, and may be about somebody else.
    search: 0.5,
    'cart-add': 3,
    'cart-remove': -2,
    purchase: 5,
    return: -4,
    // Said of one's own accord, and as strong as putting it into the cart: it costs nothing either.
    wish: 3,
    like: 3,
    // Mostly about this one piece, which goes to the end by itself; its traits suffer less.
    dislike: -2,
    // About the house itself, where a view is about one of its pieces.
    follow: 6,
    // Asked in so many words.
    prefer: 5,
  } as Partial<Record<EventKind, number>>,
  /** A rating is worn experience: at its ends as telling as a purchase and a return, in the middle nothing. */
  ratings: { '1': -4, '2': -2, '4': 2, '5': 4 } as Readonly<Record<string, number>>,
  /** A stay on a piece: nothing up to `from` seconds, all of `weight` from `full` on; a forgotten tab is no liking. */
  dwell: { from: 5, full: 60, weight: 1.5 },
  halfLifeDays: 14,
  /** What was paid for says something for longer. */
  halfLifeDaysOfPurchases: 120,
  prior: 1.5,
  /** How many words of a search are read, and how many may make one value ("aldous merrin", "cap sleeve wrap"). */
  search: { words: 12, perValue: 3 },
}

/** How much a dimension of taste counts when a product is scored; a piece with several styles shares their weight. */
export const TASTE: Readonly<Record<string, number>> = {
  house: 3,
  colour: 2,
  hue: 1.5,
  metal: 1.5,
  neckline: 1.5,
  silhouette: 1.2,
  style: 1.2,
  category: 1,
  subcategory: 1,
  price: 0.8,
  fabric: 0.8,
  length: 0.6,
  occasion: 0.6,
}
/** For attributes that the list above does not know (heel, toe, stone, lapel, whatever an import brings). */
export const TASTE_OF_OTHERS = 0.4

/**
 * Taste against the neutral order: its share is `most * weight / (weight + half)`. `floor` keeps a faint, contradictory
 * taste from being blown up to full size; another colourway is shown only when it fits better by `colourMargin`.
 */
export const BLEND = {
  most: 0.5,
  half: 2,
  floor: 0.2,
  colourMargin: 0.02,
  /** How much of that share taste gets where something else is the point of the place. */
  places: { category: 1, home: 1, complements: 0.42, similar: 0.7, gap: 0.42 },
}

/**
 * What like visits went on to: its share is `most * pieces / (pieces + half)` of the order that taste and popularity
 * make. `floor` is what `BLEND.floor` is to taste; `limit` is how many pieces are foreseen.
 */
export const NEIGHBOURS = {
  most: 0.2,
  half: 1,
  floor: 0.2,
  limit: 100,
  /** With so many looks at a piece (in views of today) what its visits went on to counts one half: few are chance. */
  doubt: 10,
  /** Beside a piece, and for the cart's nudge, what goes with it is the point. */
  places: { category: 1, home: 1 },
}

/**
 * Pieces listed in the last `days` of which fewer than `looks` (in views of today) are known: they may be as good as
 * anything. Their popularity is a Beta(`hope`, 1 + looks / `doubt`), the hope a whole number: high while nobody looked, lower with each look that
 * did not make it popular. It is a share of the most popular piece's score, so that a new piece can stand among the first
 * and never before all. `quantile` is taken where no visit draws one: so high that a piece is met, and mostly not so high
 * that every stranger's first row holds it.
 */
export const NEWS = { days: 30, looks: 30, hope: 3, doubt: 5, quantile: 0.6 }

/**
 * Search: text and popularity make the neutral score; taste, and what like visits went on to, get so much of the shares
 * that they could have. With these, a word in a piece's name outweighs all else that speaks for a piece that has it among
 * its attributes: the rest orders what matches equally well.
 */
export const SEARCH = { text: 0.95, trending: 0.05, taste: 0.15, neighbours: 0.2 } as const

/** What was bought together. Memory is bounded: older orders keep their counts, but can no longer be amended. */
export const TOGETHER = {
  maxOpenOrders: 200_000,
  maxPiecesPerOrder: 20,
  /** Weight, in orders, of the category pair before the purchases of a piece speak for themselves. */
  prior: 8,
  /** With so many purchases beside the anchor, what others chose counts one half of what it can at most. */
  colourPrior: 3,
  /** How much her own taste for a colour counts beside what was bought together (shares of purchases are 0 to 1). */
  colourTaste: 0.3,
  /** Below so many distinct clients a pair is not told. */
  leastClients: 3,
}

/** Complements: how each part counts. The parts are each in [0, 1]. */
export const COMPLEMENT = { together: 0.75, style: 0.1, trending: 0.15 }

/** Which share of the second category is expected beside the first, before any purchase. Missing pairs: `otherPair`. */
export const CATEGORY_PAIRS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  dresses: { jewellery: 0.34, shoes: 0.3, bags: 0.18, outerwear: 0.08, scarves: 0.06, tailoring: 0.02 },
  shoes: { dresses: 0.34, bags: 0.28, jewellery: 0.2, tailoring: 0.08, scarves: 0.05, outerwear: 0.05 },
  jewellery: { dresses: 0.4, bags: 0.2, shoes: 0.2, scarves: 0.08, outerwear: 0.06, tailoring: 0.06 },
  bags: { dresses: 0.34, shoes: 0.3, jewellery: 0.2, scarves: 0.1, outerwear: 0.04, tailoring: 0.02 },
  tailoring: { shoes: 0.34, scarves: 0.26, jewellery: 0.16, outerwear: 0.14, bags: 0.06, dresses: 0.04 },
  scarves: { outerwear: 0.3, bags: 0.26, dresses: 0.22, tailoring: 0.12, jewellery: 0.06, shoes: 0.04 },
  outerwear: { dresses: 0.34, scarves: 0.26, shoes: 0.16, bags: 0.14, jewellery: 0.06, tailoring: 0.04 },
}
export const OTHER_PAIR = 0.05

/** Likeness of two pieces of one category. Attributes not named here count `otherAttribute`. */
export const SIMILAR = {
  subcategory: 5,
  neckline: 4,
  silhouette: 2.5,
  hue: 1.5,
  metal: 1,
  style: 2,
  house: 1.5,
  fabric: 2,
  length: 1.5,
  occasion: 1,
  price: 2,
  otherAttribute: 1,
  /**
   * On the shelf: likeness itself, of which visits that saw both may have `viewed` (they know likenesses that no attribute
   * names), and, to choose between equals, popularity; and how much the anchor's colour counts beside her own taste when
   * a colourway is chosen.
   */
  shelf: { similar: 0.9, viewed: 0.2, trending: 0.1, anchorColour: 0.5 },
  /** How many anchors keep their likenesses, and how many nearest pieces each. */
  keptAnchors: 500,
  nearest: 200,
}

/** Pieces that would close a gap: how much it counts that a piece does not go far past it. */
export const GAP = { closing: 0.3, complement: 0.7 }

/**
 * The first places of a shelf, how many of them may be of one kind, and how much likeness counts against a piece there:
 * `lambda` is the share of the score in maximal marginal relevance, 1 none of it. A shelf of likenesses has no use for it.
 */
export const VARIETY = {
  first: 4,
  perHouse: 2,
  perCategory: { home: 3, complements: 2, gap: 3 },
  /** In a category one house may have three of the first four; all, if the next of another house is not half as good. */
  category: { perHouse: 3, yields: 0.5 },
  lambda: { category: 0.85, home: 0.85 },
  /** How far down pieces are looked at for the first row. */
  pool: 12,
}

/**
 * Reasons on cards: dimensions too weak to be told, how many cards of a page are looked at, how many other orders are
 * made to prove them, and how many pieces one reason may rest on.
 */
export const REASON = {
  silent: new Set(['category', 'price', 'length', 'occasion', 'pattern']),
  limit: 24,
  mostTries: 8,
  /** The same where an order was chosen out of a very large set, and each of them costs several times as much. */
  mostTriesOfMany: 3,
  mostPieces: 3,
}

/** How many pieces of a large set are looked at closely, and for what: an order of 300 costs a few tenths of a ms. */
export const CANDIDATES = {
  /** Sets up to this size are looked at whole. */
  all: 600,
  /** By popularity: what follows them is in that order anyway. */
  heads: 120,
  /** By her strongest attribute values, and how many of those are asked. */
  taste: 96,
  tokens: 16,
  /** Of what visits like hers went on to. */
  foreseen: 48,
  /** Of those listed lately, the newest. */
  news: 12,
  /** For each rule that lifts a house or an attribute value. */
  boosted: 12,
  /** How many pieces are sampled to find the border below which taste is not looked at, and which, from the best, it is. */
  sample: { size: 800, best: 10 },
  /** Everybody's order is made again within its minute when what it rests on has grown so much: while a log is read. */
  grown: 1.25,
}

/** Marketers' rules: for how many days what a list of rules does is kept beside it. Travelling clocks ask for many. */
export const MERCHANDISE = { keptDays: 4 }

/** The log's projections. */
export const PROJECTIONS = {
  /** How far back behaviour is read at start-up; purchases are read from the beginning. */
  behaviourDays: 90,
  pageSize: 5_000,
  /** Older than this, the state is refreshed while callers get it as it is. */
  maxAgeMs: 1_000,
}

/** How the log is read at the start of a process. */
export const READING = {
  /** Facts counted before requests get their turn: one or two milliseconds. */
  slice: 500,
  /** A log of so many facts is small: it is read within a second or two, and the first caller sees all of it. */
  small: 250_000,
  /** How long the first callers wait: for a small log as long as it takes, unless the database hangs. */
  patienceMs: { small: 60_000, large: 1_500 },
}
