import { CONTRIBUTED, type ContributedKind, type Fact } from './schema'

/** What a shopper has said and not taken back, as of the newest of the facts given. */
export type Contributions = {
  /** Wished for, newest wish first. */
  wishlist: readonly { product: string; colour: string | null; at: Date }[]
  liked: ReadonlySet<string>
  disliked: ReadonlySet<string>
  /** House slugs, newest first. */
  follows: readonly string[]
  /** Product slug to 1..5. */
  ratings: ReadonlyMap<string, number>
  /** "colour:red", "size:dresses:4", ... newest first. */
  preferences: readonly string[]
  /** The facts that hold: those which no later fact about the same thing replaces. Newest first. */
  facts: readonly Fact[]
}

/** What a kind says something about: of the facts about one thing the newest holds. */
export const TOPIC: Readonly<Record<ContributedKind, string>> = {
  wish: 'wish',
  unwish: 'wish',
  like: 'opinion',
  dislike: 'opinion',
  unlike: 'opinion',
  follow: 'follow',
  unfollow: 'follow',
  prefer: 'prefer',
  unprefer: 'prefer',
  rate: 'rate',
}
/** Kinds by which something said before no longer holds. */
export const TAKEN_BACK: ReadonlySet<string> = new Set<ContributedKind>(['unwish', 'unlike', 'unfollow', 'unprefer'])
const kinds: ReadonlySet<string> = new Set(CONTRIBUTED)

/** Whether a fact was said by the shopper, not merely observed. */
export const isContributed = (fact: Pick<Fact, 'kind'>): fact is Fact & { kind: ContributedKind } =>
  kinds.has(fact.kind)

/** The thing that a contributed fact is about, with its topic: "wish rapace-gown", "prefer size:dresses". */
export function topicOf(fact: Fact & { kind: ContributedKind }): string {
  // One size per category: another size replaces it. Every other preference stands by itself.
  const value = fact.value?.startsWith('size:') ? fact.value.split(':').slice(0, 2).join(':') : fact.value
  const subject = fact.kind === 'follow' || fact.kind === 'unfollow' ? fact.house : (fact.product ?? value)
  return `${TOPIC[fact.kind]} ${subject ?? ''}`
}

const newestFirst = (a: Fact, b: Fact): number => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1)

/**
 * What holds of what a shopper said. Pure and independent of the order of the facts given: of the facts about one thing
 * the newest holds (of two at the same moment the one with the greater id: ids grow with time). Facts of other kinds are
 * passed over.
 */
export function contributionsOf(facts: readonly Fact[]): Contributions {
  const newest = new Map<string, Fact & { kind: ContributedKind }>()
  for (const fact of facts.filter(isContributed).sort(newestFirst)) {
    const topic = topicOf(fact)
    if (!newest.has(topic)) newest.set(topic, fact)
  }
  const held = [...newest.values()].filter((fact) => !TAKEN_BACK.has(fact.kind))
  const about = <T>(kind: ContributedKind, pick: (fact: Fact) => T | null | undefined): T[] =>
    held
      .flatMap((fact) => (fact.kind === kind ? [pick(fact)] : []))
      .filter((found) => found !== null && found !== undefined)
  return {
    wishlist: about(
      'wish',
      ({ product, colour, at }) => product && { product, colour, at },
    ) as Contributions['wishlist'],
    liked: new Set(about('like', ({ product }) => product)),
    disliked: new Set(about('dislike', ({ product }) => product)),
    follows: about('follow', ({ house }) => house),
    ratings: new Map(about('rate', ({ product, value }) => (product ? ([product, Number(value)] as const) : null))),
    preferences: about('prefer', ({ value }) => value),
    facts: held,
  }
}
