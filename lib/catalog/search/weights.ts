/** The most pieces that a search answers. */
export const MOST_HITS = 600

/** The most pieces that are offered as the nearest. */
export const MOST_NEAR = 24

/** What a place in a piece's document is worth: name and house, kind and attributes, tags, description. */
export const PLACE_WORTH: Readonly<Record<'A' | 'B' | 'C' | 'D', number>> = { A: 1, B: 0.6, C: 0.35, D: 0.15 }
