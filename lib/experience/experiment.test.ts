import { describe, expect, it } from 'vitest'
import { projections } from '@/lib/ranking/shop.fixture'
import { running, runningOn } from './arms.fixture'
import { decideHome } from './home-page'
import { endedOffer, offerView } from './offer'
import { givenGrant, offersOf } from './offers.fixture'
import { decideRelation } from './relational/decide'
import { RELATION_PLACES } from './relational/schema'
import { givenOrder, off, PUMP, returning, told, type Given } from './shopper.fixture'
import { whyOf } from './why'

const block = runningOn('home.relation')
const band = runningOn('home.offer:second-order')
const forced = (key: string, arm: string, more: Given = {}): Given => ({ forced: { [key]: arm }, ...more })
/** One order, and the promise that it brought. */
const promised: Given = { offers: offersOf(), grants: [givenGrant({ subject: 'first', earnedBy: 'first' })] }

describe('an experiment on the relationship', () => {
  it.each(RELATION_PLACES)('shows what anybody is shown in its arm "generic": %s', (place) => {
    const experiments = running(runningOn(`${place}.relation`))
    const arms = (arm: string) => decideRelation(returning({ ...forced(`${place}-relation`, arm), experiments }), place)
    const plain = decideRelation(returning(), place)
    const { trials, ...personal } = arms('personal')
    expect(told(personal)).toEqual(told(plain))
    expect(trials).toEqual([{ experiment: `${place}-relation`, arm: 'personal', withheld: false, counted: false }])

    const generic = arms('generic')
    expect(generic).toMatchObject({ arm: 'generic', personal: false, value: { kind: 'promise' } })
    expect(told(generic.value)).toEqual(told(decideRelation(returning(off), place).value))
    expect(generic.trials).toEqual([
      { experiment: `${place}-relation`, arm: 'generic', withheld: true, counted: false },
    ])
    expect(whyOf(generic, '', returning().say)).toBeUndefined()
  })

  it('is no other slot’s', () => {
    const shopper = returning({ ...forced('home-relation', 'generic'), experiments: running(block) })
    expect(decideRelation(shopper, 'account')).toEqual(decideRelation(returning(), 'account'))
  })

  it('is met by nobody to whom there is nothing to tell, nor who is shown nothing of theirs', () => {
    for (const who of [{ orders: [] }, { ...off }]) {
      const shopper = returning({ ...who, ...forced('home-relation', 'generic'), experiments: running(block) })
      expect(decideRelation(shopper, 'home')).not.toHaveProperty('trials')
    }
  })

  it('of which one arm of two shows nothing keeps it back for both', () => {
    const other = runningOn('home.relation', { key: 'other' })
    const shopper = returning({
      forced: { 'home-relation': 'personal', other: 'generic' },
      experiments: running(block, other),
    })
    expect(decideRelation(shopper, 'home')).toMatchObject({
      arm: 'generic',
      trials: [
        { arm: 'personal', withheld: true },
        { arm: 'generic', withheld: true },
      ],
    })
  })
})

describe('an experiment on whether home tells of an offer', () => {
  const home = (given: Given) => decideHome(returning({ ...promised, ...given }), projections())
  const texts = (decided: ReturnType<typeof home>) => JSON.stringify([decided.offer?.value, decided.relation.value])

  it('leaves it out of the band and of the relationship’s sentences, and out of the facts of its panel', () => {
    const experiments = running(band)
    const [personal, generic] = ['personal', 'generic'].map((arm) =>
      home({ ...forced('home-offer-second-order', arm), experiments }),
    )
    if (!personal || !generic) throw new Error('two arms')
    expect(texts(personal)).toBe(texts(home({})))
    expect(texts(personal)).toContain('500 points')
    expect(texts(generic)).not.toContain('500 points')
    expect(generic.relation.value.kind).toBe('relation')
    expect(JSON.stringify(generic.relation.facts)).not.toContain('15%')
    // What the cart would take is owed, and said in every arm.
    expect(texts(generic)).toContain('15%')
    expect(generic.hero).toEqual(personal.hero)
    for (const { noted } of [personal, generic]) expect(noted.trials).toMatchObject([{ counted: false }])
    expect(generic.noted.trials).toMatchObject([{ arm: 'generic', withheld: true }])
  })

  it('is met by the band where no sentence says the offer', () => {
    const both = (arm: string) =>
      home({
        forced: { 'home-offer-second-order': arm, 'home-relation': 'generic' },
        experiments: running(band, block),
      })
    expect(both('personal').offer?.value.text).toContain('500 points')
    expect(both('generic').offer).toBeNull()
    expect(both('generic').noted.trials).toHaveLength(1)
  })

  it('leaves account, cart, checkout and what is granted as they are', () => {
    const shoppers = ['personal', 'generic'].map((arm) =>
      returning({ ...promised, ...forced('home-offer-second-order', arm), experiments: running(band) }),
    )
    const same = shoppers.map((shopper) =>
      told([
        ...(['account.offer', 'cart.offer', 'checkout.offer'] as const).map((slot) => offerView(shopper, slot)),
        ...[shopper.offer, shopper.entitlements, endedOffer(shopper), decideRelation(shopper, 'account')],
      ]),
    )
    expect(same[1]).toEqual(same[0])
  })

  it('is about this offer alone', () => {
    const orders = [1, 2].map((n) => givenOrder([PUMP], { id: `o${n}`, number: `S-${n}` }))
    const given = { orders, grants: [], ...forced('home-offer-second-order', 'generic'), experiments: running(band) }
    expect(home(given).noted.trials).toEqual([])
  })
})
