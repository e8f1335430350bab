/** The most pieces that a search answers. */
export const MOST_HITS = 600

/** The most pieces that are offered as the nearest. */
export const MOST_NEAR = 24
