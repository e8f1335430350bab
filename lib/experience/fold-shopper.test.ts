import { describe, expect, it } from 'vitest'
import { aliceViews, daysBefore, fact, NOW } from '@/lib/ranking/shop.fixture'
import {
  arriving,
  givenOrder,
  givenShopper,
  GOWN,
  herOrder,
  looking,
  off,
  PUMP,
  returning,
  RING,
  shuffled,
  told,
} from './shopper.fixture'

const facebook = { source: 'facebook', campaign: null }

describe('the shopper', () => {
  it('is the same whatever the order of facts', () => {
    const facts = [
      ...aliceViews(),
      fact({ kind: 'cart-add', product: GOWN }),
      fact({ kind: 'category-view', category: 'shoes' }),
    ]
    const taste = (given: typeof facts) => [...givenShopper({ facts: given }).affinity.scores].sort()
    expect(taste(shuffled(facts))).toEqual(taste(facts))
  })

  it('has a first name', () => {
    expect(returning().customer).toMatchObject({ name: 'Alice Hartwell', firstName: 'Alice' })
    expect(givenShopper({ name: 'Cher' }).customer?.firstName).toBe('Cher')
    expect(arriving().customer).toBeNull()
  })

  it('counts an order once, though the log tells it too', () => {
    const order = herOrder()
    const logged = order.lines.map((line) =>
      fact({ kind: 'purchase', product: line.product, colour: line.colour, orderId: order.id, at: order.placedAt }),
    )
    const once = returning({ facts: [] })
    const twice = returning({ facts: logged })
    expect(twice.facts).toHaveLength(3)
    expect([...twice.affinity.scores]).toEqual([...once.affinity.scores])
  })

  it('owns what was kept, and learns that a piece was brought back', () => {
    const shopper = returning({ orders: [herOrder({ returned: [GOWN] })] })
    expect([...shopper.owned]).toEqual([RING, PUMP])
    expect(shopper.facts.filter(({ kind }) => kind === 'return').map(({ product }) => product)).toEqual([GOWN])
    expect(shopper.standing?.qualifyingSpend).toBe(107_000)
  })

  it('holds no standing, no order and no taste before any fact', () => {
    const shopper = givenShopper()
    expect(shopper).toMatchObject({ standing: null, orders: [], facts: [], personalised: true, learns: true })
    expect(shopper.affinity.weight).toBe(0)
    expect(shopper.entitlements.percents.map(({ offer }) => offer)).toEqual(['first-order'])
  })
})

describe('consent', () => {
  it('asks in an opt-in market, learns nothing until a yes, and may greet a link', () => {
    const poland = looking({ country: 'PL', arrival: facebook })
    expect(poland).toMatchObject({
      consentOpen: true,
      personalised: false,
      learns: false,
      facts: [],
      arrival: facebook,
    })
    expect(poland.affinity.weight).toBe(0)
    const yes = looking({ country: 'PL', answer: 'yes' })
    expect(yes).toMatchObject({ consentOpen: false, personalised: true, learns: true })
    expect(yes.affinity.weight).toBeGreaterThan(0)
  })

  it.each([
    ['a no', { answer: 'no' as const }],
    ['Global Privacy Control', { globalPrivacyControl: true }],
    ['a no in an opt-in market', { country: 'PL', answer: 'no' as const }],
    ['Global Privacy Control in an opt-in market', { country: 'PL', globalPrivacyControl: true }],
  ])('%s leaves nothing personal, not even where she came from', (_, given) => {
    expect(looking(given)).toMatchObject({ personalised: false, learns: false, facts: [], arrival: null })
  })

  it('follows the customer to every device, but never over a browser’s own no', () => {
    expect(returning({ choice: 'off' }).personalised).toBe(false)
    expect(returning({ choice: 'off', answer: 'yes' }).personalised).toBe(false)
    expect(returning({ choice: 'on', country: 'PL' }).personalised).toBe(true)
    expect(returning({ choice: 'on', answer: 'no' }).personalised).toBe(false)
  })

  it('changes nothing that was earned', () => {
    const earned = ({ standing, entitlements, orders, transactions, usedOffers }: ReturnType<typeof returning>) =>
      told({ standing, entitlements, orders, transactions, usedOffers })
    expect(earned(returning(off))).toEqual(earned(returning()))
    expect(returning(off).owned.size).toBe(0)
  })

  it('learns nothing from crawlers, though it shows them the same', () => {
    expect(givenShopper({ silent: true })).toMatchObject({ personalised: true, learns: false })
  })
})

it('does not see what is later than its moment', () => {
  const later = new Date(NOW.getTime() + 1)
  const shopper = givenShopper({ facts: [fact({ product: GOWN, at: later })], now: NOW })
  expect(shopper.affinity.weight).toBe(0)
  const earlier = returning({ orders: [givenOrder([GOWN], { id: 'a', placedAt: daysBefore(0) })], now: daysBefore(0) })
  expect(earlier.standing?.qualifyingSpend).toBe(312_000)
})
