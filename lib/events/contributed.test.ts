import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contributionsOf, isContributed, topicOf } from './contributed'
import { CONTRIBUTED, EVENT_KINDS, type Fact } from './schema'

const NOON = new Date('2026-11-21T12:00:00Z')
const after = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000)

let made = 0
const fact = (values: Partial<Fact>): Fact => {
  made += 1
  return {
    id: `fact-${String(made).padStart(6, '0')}`,
    at: NOON,
    kind: 'wish',
    visitorId: 'visitor',
    customerId: null,
    visitId: 'visit',
    product: null,
    colour: null,
    category: null,
    house: null,
    value: null,
    query: null,
    orderId: null,
    quantity: null,
    place: null,
    channel: 'web',
    movedClock: false,
    ...values,
  }
}

describe('of what was said about one thing the newest holds', () => {
  it.each([
    ['a wish', 'wish', 'unwish', { product: 'gown' }, 'wishlist'],
    ['a house', 'follow', 'unfollow', { house: 'corvane' }, 'follows'],
    ['a preference', 'prefer', 'unprefer', { value: 'style:edgy' }, 'preferences'],
  ] as const)('%s holds until it is taken back, and again once it is said again', (_, say, unsay, about, list) => {
    const said = fact({ kind: say, at: after(0), ...about })
    const unsaid = fact({ kind: unsay, at: after(1), ...about })
    const again = fact({ kind: say, at: after(2), ...about })
    expect(contributionsOf([said])[list]).toHaveLength(1)
    expect(contributionsOf([said, unsaid])[list]).toHaveLength(0)
    expect(contributionsOf([said, unsaid]).facts).toEqual([])
    expect(contributionsOf([said, unsaid, again])[list]).toHaveLength(1)
    expect(contributionsOf([said, unsaid, again]).facts).toEqual([again])
  })

  it('a like gives way to a dislike, either to being taken back', () => {
    const [like, dislike, neither] = (['like', 'dislike', 'unlike'] as const).map((kind, i) =>
      fact({ kind, product: 'gown', at: after(i) }),
    ) as [Fact, Fact, Fact]
    expect([...contributionsOf([like]).liked]).toEqual(['gown'])
    const now = contributionsOf([like, dislike])
    expect([...now.liked, ...now.disliked]).toEqual(['gown'])
    expect(now.disliked.has('gown')).toBe(true)
    const none = contributionsOf([like, dislike, neither])
    expect(none.liked.size + none.disliked.size).toBe(0)
  })

  it('a like of one piece says nothing of another, nor a wish of an opinion', () => {
    const facts = [
      fact({ kind: 'like', product: 'gown' }),
      fact({ kind: 'unlike', product: 'ring', at: after(1) }),
      fact({ kind: 'unwish', product: 'gown', at: after(2) }),
    ]
    expect(contributionsOf(facts).liked).toEqual(new Set(['gown']))
  })

  it('a rating replaces the one before', () => {
    const facts = [1, 5, 3].map((value, i) => fact({ kind: 'rate', product: 'gown', value: `${value}`, at: after(i) }))
    expect([...contributionsOf(facts).ratings]).toEqual([['gown', 3]])
    expect(contributionsOf(facts).facts).toHaveLength(1)
  })

  it('of two at one moment the one with the greater id', () => {
    const [like, dislike] = [fact({ kind: 'like', product: 'gown' }), fact({ kind: 'dislike', product: 'gown' })]
    expect(contributionsOf([dislike, like]).disliked.has('gown')).toBe(true)
    expect(contributionsOf([like, dislike]).disliked.has('gown')).toBe(true)
  })
})

describe('sizes', () => {
  const size = (value: string, minutes: number, kind: Fact['kind'] = 'prefer') =>
    fact({ kind, value, at: after(minutes) })

  it('are one for each category', () => {
    const facts = [size('size:dresses:4', 0), size('size:shoes:38', 1), size('size:dresses:6', 2)]
    expect(contributionsOf(facts).preferences).toEqual(['size:dresses:6', 'size:shoes:38'])
  })

  it('are taken back whichever it was', () => {
    expect(contributionsOf([size('size:dresses:4', 0), size('size:dresses:', 1, 'unprefer')]).preferences).toEqual([])
  })

  it('are not confused with other preferences, of which there may be several', () => {
    const facts = [size('colour:red', 0), size('colour:blue', 1), size('style:edgy', 2)]
    expect(contributionsOf(facts).preferences).toEqual(['style:edgy', 'colour:blue', 'colour:red'])
  })
})

describe('lists', () => {
  it('are newest first, and a wish keeps its colour', () => {
    const facts = [
      fact({ product: 'gown', colour: 'scarlet', at: after(0) }),
      fact({ product: 'ring', at: after(5) }),
      fact({ product: 'gown', colour: 'noir', at: after(3) }),
    ]
    expect(contributionsOf(facts).wishlist).toEqual([
      { product: 'ring', colour: null, at: after(5) },
      { product: 'gown', colour: 'noir', at: after(3) },
    ])
  })

  it('are empty where nothing was said', () => {
    const { wishlist, liked, disliked, follows, ratings, preferences, facts } = contributionsOf([
      fact({ kind: 'view', product: 'gown' }),
    ])
    expect([wishlist, follows, preferences, facts]).toEqual([[], [], [], []])
    expect(liked.size + disliked.size + ratings.size).toBe(0)
  })
})

const anyFact = fc
  .record({
    id: fc.integer({ min: 0, max: 10_000 }).map((n) => `fact-${n}`),
    kind: fc.constantFrom(...EVENT_KINDS),
    at: fc.integer({ min: 0, max: 5 }).map(after),
    product: fc.constantFrom('gown', 'ring', null),
    house: fc.constantFrom('corvane', 'ondreil', null),
    value: fc.constantFrom('1', '5', 'size:dresses:4', 'size:dresses:6', 'style:edgy', null),
  })
  .map(fact)
const anyFacts = fc.uniqueArray(anyFact, { selector: ({ id }) => id, maxLength: 25 })

describe('always', () => {
  it('the order of the facts does not matter', () => {
    fc.assert(
      fc.property(
        anyFacts.chain((facts) =>
          fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
        ),
        ([facts, shuffled]) => {
          expect(contributionsOf(shuffled)).toEqual(contributionsOf(facts))
        },
      ),
    )
  })

  it('a fact said twice is said once', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(contributionsOf([...facts, ...facts])).toEqual(contributionsOf(facts))
      }),
    )
  })

  it('what holds is the newest of its topic, once, and nothing that takes back', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { facts: held } = contributionsOf(facts)
        const contributed = facts.filter(isContributed)
        for (const each of held) {
          if (!isContributed(each)) throw new Error('an observed fact holds as if it had been said')
          expect(each.kind.startsWith('un')).toBe(false)
          const same = contributed.filter((other) => topicOf(other) === topicOf(each))
          const latest = Math.max(...same.map(({ at }) => at.getTime()))
          expect(each.at.getTime()).toBe(latest)
        }
        expect(new Set(held.filter(isContributed).map(topicOf)).size).toBe(held.length)
      }),
    )
  })

  it('to hold again what holds changes nothing', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const now = contributionsOf(facts)
        expect(contributionsOf(now.facts)).toEqual(now)
      }),
    )
  })
})

it('every contributed kind is one, and no observed kind', () => {
  expect(EVENT_KINDS.filter((kind) => isContributed({ kind }))).toEqual([...CONTRIBUTED])
})
