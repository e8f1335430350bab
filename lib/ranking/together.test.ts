import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fact } from '@/lib/events/schema'
import { catalogue, fact, order, piece } from './shop.fixture'
import {
  addTogetherFact,
  alsoChosenWith,
  boughtWith,
  colourBoughtWith,
  complementsOf,
  createTogether,
  type TogetherState,
} from './together'

const GOWN = 'rapace-off-shoulder-gown'
const RING = 'bejewelled-snake-ring'
const PUMP = 'via-95-patent-pump'

function stateOf(facts: readonly Fact[]): TogetherState {
  const state = createTogether()
  for (const each of facts) addTogetherFact(state, each)
  return state
}
const bring = (orderId: string, customerId: string, product: string, colour: string | null = null, quantity = 1) =>
  fact({ kind: 'return', orderId, customerId, product, colour, quantity })

/** What a state says, without how it got there. */
const said = (state: TogetherState) => ({
  orders: state.orders,
  pieces: [...state.pieces].sort(),
  pairs: [...state.pairs]
    .flatMap(([a, row]) =>
      [...row].map(([b, pair]) => [a, b, pair.orders, pair.clients.size, [...pair.colours].sort()]),
    )
    .filter(([, , orders]) => orders !== 0)
    .sort(),
})

describe('counting', () => {
  it('tells orders from clients', () => {
    const state = stateOf([
      ...order('1', 'ann', [GOWN, RING]),
      ...order('2', 'ann', [GOWN, RING]),
      ...order('3', 'bea', [RING, GOWN]),
    ])
    expect(boughtWith(state, GOWN, RING)).toEqual({ orders: 3, clients: 2 })
    expect(boughtWith(state, RING, GOWN)).toEqual({ orders: 3, clients: 2 })
    expect(boughtWith(state, GOWN, PUMP)).toEqual({ orders: 0, clients: 0 })
  })

  it('counts two units or two sizes of a piece once', () => {
    const again = fact({
      kind: 'purchase',
      product: GOWN,
      colour: 'noir',
      orderId: '1',
      customerId: 'ann',
      quantity: 2,
    })
    const state = stateOf([...order('1', 'ann', [GOWN, RING]), again])
    expect(boughtWith(state, GOWN, RING)).toEqual({ orders: 1, clients: 1 })
    expect(state.pieces.get(GOWN)).toBe(1)
    expect(colourBoughtWith(state, RING, GOWN, 'scarlet')).toBe(1)
    expect(colourBoughtWith(state, RING, GOWN, 'noir')).toBe(1)
  })

  it('takes a late line into its order', () => {
    const [gown, ring] = order('1', 'ann', [GOWN, RING])
    const between = order('2', 'bea', [PUMP])
    const state = stateOf([gown, ...between, ring].filter((each) => each !== undefined))
    expect(boughtWith(state, GOWN, RING).orders).toBe(1)
  })

  it('forgets a piece that was returned in full, not one of two', () => {
    const two = fact({ kind: 'purchase', product: RING, colour: 'gold', orderId: '2', customerId: 'bea', quantity: 2 })
    const facts = [...order('1', 'ann', [GOWN, RING]), ...order('2', 'bea', [GOWN]), two]
    const state = stateOf([...facts, bring('1', 'ann', RING, 'gold'), bring('2', 'bea', RING, 'gold')])
    expect(boughtWith(state, GOWN, RING)).toEqual({ orders: 1, clients: 1 })
    expect(state.pieces.get(RING)).toBe(1)
  })

  it('says the same whatever the order of facts, returns before purchases included', () => {
    const line = fc.record({
      order: fc.constantFrom('1', '2', '3'),
      product: fc.constantFrom(GOWN, RING, PUMP),
      colour: fc.constantFrom('noir', 'scarlet', null),
      kind: fc.constantFrom('purchase' as const, 'purchase' as const, 'return' as const),
      quantity: fc.constantFrom(1, 2, null),
    })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), fc.infiniteStream(fc.nat()), (lines, dice) => {
        const facts = lines.map(({ order: orderId, ...values }) =>
          fact({ ...values, orderId, customerId: orderId === '3' ? 'bea' : 'ann' }),
        )
        const shuffled = facts
          .map((each) => ({ each, key: dice.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each)
        expect(said(stateOf(shuffled))).toEqual(said(stateOf(facts)))
      }),
    )
  })

  it('passes over facts without a piece or an order, and all but purchases and returns', () => {
    const state = stateOf([
      fact({ kind: 'purchase', product: GOWN }),
      fact({ kind: 'purchase', orderId: '1' }),
      fact({ kind: 'cart-add', product: GOWN, orderId: '1' }),
    ])
    expect(said(state)).toEqual({ orders: 0, pieces: [], pairs: [] })
  })

  it('keeps no id of a client where counts are read', () => {
    const state = stateOf(order('1', 'ann', [GOWN, RING]))
    const pair = state.pairs.get(GOWN)?.get(RING)
    expect([...(pair?.clients.keys() ?? [])]).toEqual([0])
  })

  it('is bounded by the size of an order', () => {
    const slugs = [...catalogue.keys()].slice(0, 60)
    const state = stateOf(order('1', 'ann', slugs))
    expect(state.pieces.size).toBe(20)
  })
})

describe('also chosen', () => {
  it('goes by clients, then orders, and keeps pairs of few to itself', () => {
    const facts = [
      ...['a', 'b', 'c', 'd'].flatMap((who) => order(`ring-${who}`, who, [GOWN, RING])),
      ...['a', 'b', 'c'].flatMap((who) => order(`pump-${who}`, who, [GOWN, PUMP])),
      ...['a', 'b'].flatMap((who) => order(`cape-${who}`, who, [GOWN, 'corvo-opera-cape'])),
      ...order('a-second', 'a', [GOWN, PUMP]),
    ]
    expect(alsoChosenWith(stateOf(facts), GOWN)).toEqual([
      { slug: RING, orders: 4, clients: 4 },
      { slug: PUMP, orders: 4, clients: 3 },
    ])
  })
})

describe('complements', () => {
  const strength = (state: TogetherState, slug: string) => {
    const found = complementsOf(state, piece(GOWN), catalogue).find(({ product }) => product.slug === slug)
    return found ? found.bought + found.expected : 0
  }
  const times = (n: number, lines: string[], name = lines.join()) =>
    Array.from({ length: n }, (_, i) => order(`${name}-${i}`, `${name}-${i}`, lines)).flat()

  it('are never of the same category', () => {
    const state = stateOf(times(9, [GOWN, 'linea-column']))
    const categories = complementsOf(state, piece(GOWN), catalogue).map(({ product }) => product.category)
    expect(categories).not.toContain('dresses')
    expect(new Set(categories).size).toBe(6)
  })

  it('prefer what was bought together often to what was bought together twice', () => {
    const state = stateOf([
      ...times(60, [GOWN], 'alone'),
      ...times(30, [GOWN, RING]),
      ...times(40, [RING], 'ring alone'),
      ...times(2, [GOWN, 'serpe-coil-bracelet']),
    ])
    expect(strength(state, RING)).toBeGreaterThan(strength(state, 'serpe-coil-bracelet'))
  })

  it('hold back what everybody buys with everything', () => {
    const state = stateOf([
      ...times(20, [GOWN, RING]),
      ...times(20, [GOWN, PUMP]),
      ...times(400, [PUMP], 'pump alone'),
      ...times(20, [RING], 'ring alone'),
    ])
    expect(strength(state, RING)).toBeGreaterThan(2 * strength(state, PUMP))
  })

  it('fall back to pairs of categories before anything was bought', () => {
    const cold = complementsOf(createTogether(), piece(GOWN), catalogue)
    const of = (category: string) =>
      cold.filter(({ product }) => product.category === category).reduce((sum, { expected }) => sum + expected, 0)
    expect(of('jewellery')).toBeGreaterThan(of('scarves'))
    expect(of('shoes')).toBeGreaterThan(of('tailoring'))
    expect(cold.every(({ bought }) => bought === 0)).toBe(true)
  })

  it('know a category that nobody described', () => {
    const odd = { ...piece(GOWN), slug: 'veil', category: 'veils' }
    const found = complementsOf(createTogether(), odd, new Map([...catalogue, ['veil', odd]]))
    expect(found).toHaveLength(catalogue.size)
    expect(found.every(({ expected }) => expected > 0)).toBe(true)
  })
})
