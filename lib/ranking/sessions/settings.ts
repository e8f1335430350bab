/** What bounds an index. Whatever comes in, no more is kept. */
export type SessionLimits = {
  /** Sessions; the one that came first makes room for a new one. */
  sessions: number
  /** The last events of a session; earlier ones are forgotten. */
  eventsPerSession: number
  /** The most recent sessions of an item; older ones no longer count as having it. */
  sessionsPerItem: number
  /** Events of all sessions; when there are more, the sessions that came first make room. */
  events: number
}

/** 33 bytes an event and some 230 a session, names included: about 250 MB when all of it is used. */
export const LIMITS: SessionLimits = {
  sessions: 500_000, // some months of a large shop; only recent ones are ever neighbours
  eventsPerSession: 50, // 99.9% of the sessions of a real shop are shorter; crawlers that slip in are not
  sessionsPerItem: 1_000, // twice what any algorithm below looks at, so that a moved clock still finds some
  events: 4_000_000, // eight a session; real ones have five
}

/** Popularity, the last fallback. */
export const POPULAR = {
  halfLifeMs: 2 * 86_400_000, // short, since what is looked at changes from day to day; only a fallback hangs on it
  kept: 100, // how many of the greatest are known at any time
}

/** VMIS-kNN. Source: Kersbergen, Sprangers and Schelter, SIGMOD 2022; values as the authors found them for such a log. */
export const VMIS = {
  recent: 500, // m, the most recent sessions with an item of the running one
  neighbours: 100, // k
  lastItems: 2, // how much of the running session is looked at
  matchStep: 0.1, // the match weight falls by this with each step back, down to nothing
}

/** V-SKNN. Source: Ludewig and Jannach, UMUAI 2018; values of the usual size, not tuned here. */
export const VSKNN = { recent: 1_000, neighbours: 100, idf: 1 }

/** STAN. Source: Garg, Gupta, Malhotra, Vig and Shroff, SIGIR 2019; values of the usual size, not tuned here. */
export const STAN = {
  ...{ recent: 1_000, neighbours: 500 },
  position: 4.9, // λ1, in steps of the running session
  ageDays: 40, // 1/λ2: a neighbour's weight falls by e in this time
  distance: 3.74, // λ3, in steps of the neighbour
}

/** VSTAN. Source: Ludewig, Mauro, Latifi and Jannach, UMUAI 2021; values of the usual size, not tuned here. */
export const VSTAN = { ...STAN, match: 3.74, idf: 1 }

/** Sequential rules. Source: Ludewig and Jannach, UMUAI 2018: steps of 10, weights of 1 / distance. */
export const RULES = { steps: 10, recent: 1_000 }

/** How returns to items met earlier are counted. */
export const RETURNS = {
  ranks: 10, // the last items that are told apart: of the returns of a real shop 99% go to these
  ...{ prior: 10, priorShare: 0.1 }, // what a shop without a past starts from: so many chances, one in ten of them taken
}

/**
 * The default, a mixture of what can be read off the index. Chosen on days carved out of the training part of a real
 * shop's log and on its validation part, and checked on variants of it (a thinned past, only popular items, returns taken
 * out): every value lies on a plateau where its neighbours do as well. No value depends on how fast a shop's time runs or
 * on how large it is. docs/ranking-sessions.md has the figures.
 */
export const FUSED = {
  /** The running session: its last different items, and how much less each counts than the one after it. */
  ...{ lastItems: 5, itemDecay: 0.6 },
  /** Sessions looked at for each of them, the most recent, and how many of all the nearest count. */
  ...{ recent: 200, neighbours: 100 },
  /** Neighbours that share more count more than in proportion; older ones, by rank, a little less. */
  ...{ similarity: 1.5, recency: 0.2 },
  /** What comes d steps after the shared item: ahead^(d - 1). Before it: behind * back^(d - 1). */
  ...{ ahead: 0.5, behind: 0.7, back: 0.4 },
  /** The second hop: how much it counts, from how many of the first hop's best, over how many sessions of each. */
  ...{ hop: 1, hopItems: 10, hopSessions: 12 },
  /**
   * Returns to items met earlier, as likely as they are in this shop, times this; where this share of steps are returns,
   * neighbours' word for such items counts by half.
   */
  ...{ returns: 1, returnsHalf: 0.1 },
}
