import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EventKind, Fact } from '@/lib/events/schema'
import { affinityOf, affinityWithout } from './affinity'
import { factWeight } from './lessons'
import { aliceViews, catalogue, daysBefore, dresses, fact, NOW, products, view } from './shop.fixture'

const score = (facts: readonly Fact[], key: string, asOf = NOW) =>
  affinityOf(facts, catalogue, asOf).scores.get(key) ?? 0

const anyFact = fc
  .record({
    id: fc.uuid(),
    kind: fc.constantFrom<EventKind>(
      'view',
      'cart-add',
      'cart-remove',
      'purchase',
      'return',
      'category-view',
      'house-view',
      'dwell',
      'click',
      'search',
      'wish',
      'like',
      'dislike',
      'rate',
      'follow',
      'prefer',
    ),
    product: fc.option(fc.constantFrom(...products.map((product) => product.slug), 'left-the-catalogue'), {
      freq: 6,
    }),
    colour: fc.option(fc.constantFrom('scarlet', 'noir', 'gold', 'nonsense')),
    category: fc.constantFrom('dresses', 'shoes', 'hats', null),
    house: fc.constantFrom('corvane', 'ondreil', 'nobody', null),
    query: fc.constantFrom('red off shoulder', 'velvet', '', null),
    quantity: fc.constantFrom(3, 20, 4_000, null),
    value: fc.constantFrom('1', '5', 'hue:red', 'style:edgy', 'size:dresses:4', null),
    at: fc.integer({ min: -5, max: 400 }).map((days) => daysBefore(days)),
  })
  .map((values) => fact(values))
const anyFacts = fc.array(anyFact, { maxLength: 40 })

describe('what is learnt', () => {
  it('is nothing about a stranger', () => {
    const affinity = affinityOf([], catalogue, NOW)
    expect(affinity.weight).toBe(0)
    expect(affinity.scores.size).toBe(0)
  })

  it('is somewhat after one view, clearly after two of the same house', () => {
    const [first, second] = aliceViews()
    const one = score(first ? [first] : [], 'house:corvane')
    const two = score(
      [first, second].filter((each) => each !== undefined),
      'house:corvane',
    )
    expect(one).toBeGreaterThan(0.2)
    expect(two).toBeGreaterThan(0.45)
    expect(two).toBeGreaterThan(one)
  })

  it('is the colour that was looked at, with its family', () => {
    const affinity = affinityOf(aliceViews(), catalogue, NOW)
    expect(affinity.scores.get('colour:scarlet')).toBeGreaterThan(0.4)
    expect(affinity.scores.get('hue:red')).toBeGreaterThan(0.4)
    expect(affinity.scores.has('colour:noir')).toBe(false)
  })

  it('is a rare value sooner than a common one', () => {
    const affinity = affinityOf([view('rapace-off-shoulder-gown', 'scarlet')], catalogue, NOW)
    const of = (key: string) => affinity.scores.get(key) ?? 0
    expect(of('neckline:off-shoulder')).toBeGreaterThan(of('length:floor'))
  })

  it('is not a house when every dress was looked at once', () => {
    const affinity = affinityOf(
      dresses.map((product) => view(product.slug)),
      catalogue,
      NOW,
    )
    for (const [key, value] of affinity.scores) if (key.startsWith('house:')) expect(Math.abs(value)).toBeLessThan(1e-9)
    expect(affinity.scores.get('category:dresses')).toBeGreaterThan(0.9)
  })

  it('fades: half as much weight after fourteen days, purchases slower', () => {
    const weight = (each: Fact) => affinityOf([each], catalogue, NOW).weight
    expect(weight(view('linea-column', null, daysBefore(14)))).toBeCloseTo(0.5, 9)
    expect(weight(fact({ kind: 'purchase', product: 'linea-column', at: daysBefore(120) }))).toBeCloseTo(2.5, 9)
    expect(weight(fact({ kind: 'cart-add', product: 'linea-column', at: daysBefore(14) }))).toBeCloseTo(1.5, 9)
  })

  it('counts against a house only by what was taken back', () => {
    const out = fact({ kind: 'cart-remove', product: 'rapace-off-shoulder-gown' })
    expect(score([out], 'house:corvane')).toBeLessThan(0)
    expect(score([view('rapace-off-shoulder-gown'), out], 'house:corvane')).toBeLessThan(0)
    const elsewhere = Array.from({ length: 20 }, () => view('linea-column'))
    expect(score([view('rapace-off-shoulder-gown'), ...elsewhere], 'house:corvane')).toBe(0)
  })

  it('is a category from looking at it, and nothing from an unknown one', () => {
    const look = (category: string) => affinityOf([fact({ kind: 'category-view', category })], catalogue, NOW)
    expect(look('shoes').scores.get('category:shoes')).toBeGreaterThan(0)
    expect(look('hats').weight).toBe(0)
  })

  it('names the facts behind each token, newest first', () => {
    const old = view('rapace-off-shoulder-gown', 'scarlet', daysBefore(3))
    const fresh = view('vesper-flounce-gown', 'noir', daysBefore(1))
    const other = view('linea-column', 'ivory', daysBefore(2))
    const { evidence } = affinityOf([old, other, fresh], catalogue, NOW)
    expect(evidence.get('house:corvane')).toEqual([fresh, old])
    expect(evidence.get('colour:scarlet')).toEqual([old])
    expect(evidence.get('category:dresses')).toEqual([fresh, other, old])
  })
})

describe('always', () => {
  it('the order of facts does not matter, nor a fact said twice', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const one = affinityOf(facts, catalogue, NOW)
        const other = affinityOf([...facts].reverse().concat(facts), catalogue, NOW)
        expect([...other.scores].sort()).toEqual([...one.scores].sort())
        expect(other.weight).toBe(one.weight)
      }),
    )
  })

  it('facts later than asOf are invisible', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const now = affinityOf(facts, catalogue, NOW)
        const known = affinityOf(
          facts.filter((each) => each.at <= NOW),
          catalogue,
          NOW,
        )
        expect([...now.scores]).toEqual([...known.scores])
      }),
    )
  })

  it('scores lie in (-1, 1), below 0 only with facts against', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { scores, evidence } = affinityOf(facts, catalogue, NOW)
        for (const [key, value] of scores) {
          expect(Math.abs(value)).toBeLessThan(1)
          const against = evidence.get(key)?.some((each) => factWeight(each, NOW) < 0)
          if (value < 0) expect(against).toBe(true)
        }
      }),
    )
  })

  it('one more view never lowers what it shows', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...dresses), (facts, dress) => {
        const key = `house:${dress.house.slug}`
        expect(score([...facts, view(dress.slug)], key)).toBeGreaterThanOrEqual(score(facts, key) - 1e-12)
      }),
    )
  })

  it('forgetting a piece is having never met it', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...products), (facts, { slug }) => {
        const forgotten = affinityWithout(affinityOf(facts, catalogue, NOW), [slug], catalogue)
        const never = affinityOf(
          facts.filter((each) => each.product !== slug),
          catalogue,
          NOW,
        )
        expect(new Set(forgotten.scores.keys())).toEqual(new Set(never.scores.keys()))
        for (const [key, value] of never.scores) expect(forgotten.scores.get(key)).toBeCloseTo(value, 9)
        expect(forgotten.weight).toBeCloseTo(never.weight, 9)
        expect([...forgotten.disliked].sort()).toEqual([...never.disliked].sort())
      }),
    )
  })

  it('the score equals the words of its rule, worked out fact by fact', () => {
    // "Each fact that has the token adds s(1 - q), each that lacks it takes s·q away; over what it could be, plus 1.5."
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...products), { minLength: 1, maxLength: 30 }), (seen) => {
        const affinity = affinityOf(
          seen.map((product) => view(product.slug)),
          catalogue,
          NOW,
        )
        for (const house of new Set(seen.map((product) => product.house.slug))) {
          let sum = 0
          let most = 1.5
          for (const product of seen) {
            const peers = products.filter((other) => other.category === product.category)
            const q = peers.filter((other) => other.house.slug === house).length / peers.length
            sum += product.house.slug === house ? 1 - q : -q
            most += 1 - q
          }
          expect(affinity.scores.get(`house:${house}`)).toBeCloseTo(Math.max(0, sum) / most, 9)
        }
      }),
    )
  })
})
