import { describe, expect, it } from 'vitest'
import type { Experiments } from '@/lib/experiments/schema'
import { projections } from '@/lib/ranking/shop.fixture'
import { HELD, running, runningOn, visitorIn } from './arms.fixture'
import { exposureKey, exposuresOf } from './exposures'
import { decideHome } from './home-page'
import { givenShopper, looking, off, returning, type Given } from './shopper.fixture'
import type { Shopper } from './schema'

const block = runningOn('home.relation')
const experiments = running(block)
const state = projections()
const asked = (shopper: Shopper, more: Partial<Parameters<typeof exposuresOf>[0]> = {}) =>
  exposuresOf({ shopper, movedClock: false, ...more }, decideHome(shopper, state).noted)

describe('what is logged of an experiment', () => {
  it.each([
    ['personal', false],
    ['generic', true],
  ])('is the arm, and whether it was the counterfactual: %s', (arm, counterfactual) => {
    const shopper = returning({ experiments, ...visitorIn(block, arm) })
    const { visitorId: who, now: at } = shopper
    expect(asked(shopper)).toEqual([
      { experiment: 'home-relation', who, customerId: 'customer', arm, counterfactual, at },
    ])
  })

  it('is the same shoppers in both arms', () => {
    const met = (arm: string, given: Given) =>
      asked(givenShopper({ experiments, ...visitorIn(block, arm), ...given })).length
    for (const given of [{}, { name: 'Alice' }, { facts: looking().facts }]) {
      expect([met('generic', given), met('personal', given)]).toEqual([0, 0])
    }
    const { orders, memberships } = returning()
    const client = { name: 'Alice', orders, memberships }
    expect([met('generic', client), met('personal', client)]).toEqual([1, 1])
  })

  it.each<[string, Given]>([
    ['personalisation is off', off],
    ['the browser asks not to be tracked', { globalPrivacyControl: true }],
    ['a prefetch, a crawler or staff who looks on asks', { silent: true }],
    ['the arm is forced', { forced: { 'home-relation': 'generic' } }],
    ['another arm is forced', { forced: { another: 'generic' } }],
    ['the holdout is forced', { forced: { everything: 'personal' } }],
  ])('is nothing where %s', (_, given) => {
    expect(asked(returning({ experiments, ...given }))).toEqual([])
  })

  it('is nothing under a moved clock, and nothing twice', () => {
    const shopper = returning({ experiments, ...visitorIn(block, 'generic') })
    expect(asked(shopper, { movedClock: true })).toEqual([])
    expect(asked(shopper, { known: [exposureKey('home-relation', 'generic')] })).toEqual([])
    expect(asked(shopper, { known: [exposureKey('home-relation', 'personal')] })).toHaveLength(1)
  })
})

describe('what is logged of the holdout', () => {
  const holding: Experiments = { list: [], holdout: 1e-9 }
  const held = (given: Given = {}) => returning({ ...HELD, ...given })
  const wouldBe = () => returning()

  it('is the first page that shows something of theirs', () => {
    expect(asked(returning({ experiments: holding }))).toMatchObject([
      { experiment: 'everything-0', arm: 'personal', counterfactual: false },
    ])
    expect(asked(givenShopper({ experiments: holding }))).toEqual([])
  })

  it('is, of who is held out, the first that would', () => {
    expect(decideHome(held(), state).noted.shown?.some((decision) => decision?.personal)).toBe(false)
    expect(asked(held(), { wouldBe })).toMatchObject([
      { experiment: 'everything-1000', arm: 'generic', counterfactual: true, customerId: 'customer' },
    ])
    expect(asked(givenShopper(HELD), { wouldBe: () => givenShopper() })).toEqual([])
  })

  it('folds the shopper they would be only while that can say something', () => {
    let folded = 0
    const counted = () => {
      folded++
      return returning()
    }
    const unasked = [
      [held(), { known: ['everything-1000:generic'] }],
      [held({ silent: true }), {}],
      [held(off), {}],
      [held(), { movedClock: true }],
      [held({ forced: { everything: 'generic' } }), {}],
      [returning({ experiments: holding }), {}],
      [returning(), {}],
    ] as const
    for (const [shopper, more] of unasked) asked(shopper, { wouldBe: counted, ...more })
    expect(folded).toBe(0)
    asked(held(), { wouldBe: counted })
    expect(folded).toBe(1)
  })

  it('is nothing while nobody is held out', () => {
    expect(asked(returning())).toEqual([])
  })
})
