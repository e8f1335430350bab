import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { isMessageKey } from '@/lib/core/messages'
import { EVENT_KINDS } from '@/lib/events/schema'
import { daysBefore, fact, NOW, products, projections, view } from '@/lib/ranking/shop.fixture'
import { decideBand } from './band'
import { decideGapPieces, decideReminder } from './cart'
import { decideCategoryOrder } from './category'
import type { Decision } from './decision'
import { factWords, usedFacts } from './facts'
import { decideHero } from './hero'
import { decideHomeShelves } from './home'
import { decideProductShelves } from './product'
import { evidenceOf, kindOf, reasonsOf } from './reasons'
import { catalogue, givenShopper, GOWN, looking, off, returning, RING, shuffled } from './shopper.fixture'
import type { Shopper } from './schema'
import { rankingContext } from './shelf'
import { whyOf } from './why'
import { rankCategory } from '@/lib/ranking/blend'

const { say } = givenShopper()
const dresses = products.filter(({ category }) => category === 'dresses')

/** Every decision that a shopper can meet. */
function decisions(shopper: Shopper): Decision<unknown>[] {
  const state = projections()
  const home = decideHomeShelves(shopper, state)
  const gown = catalogue.bySlug.get(GOWN)
  if (!gown) throw new Error('the gown is in the catalogue')
  const shelves = decideProductShelves(shopper, state, gown, { colour: 'scarlet', inCart: [] })
  return [
    decideHero(shopper),
    home.first,
    home.second,
    decideBand(shopper, state, home),
    decideCategoryOrder(shopper, state, dresses, { sort: 'for-you', selection: {} }),
    ...Object.values(shelves),
    decideGapPieces(shopper, state, { gap: 50_000, pieces: [GOWN, RING] }),
    decideReminder(shopper, state, { piece: GOWN, inCart: [GOWN] }),
  ].filter((decision) => decision !== null)
}
const everybody = [givenShopper(), looking(), looking(off), returning(), returning(off), looking({ country: 'PL' })]

describe('why am I seeing this', () => {
  it('is asked only where something personal happened', () => {
    for (const shopper of everybody) {
      for (const decision of decisions(shopper)) {
        expect(whyOf(decision, 'subject', say) !== undefined).toBe(decision.personal)
        if (!shopper.personalised && decision.slot !== 'home.hero') expect(decision.personal, decision.slot).toBe(false)
      }
    }
    expect(decisions(returning(off)).some(({ personal }) => personal)).toBe(false)
    expect(decisions(returning()).filter(({ personal }) => personal).length).toBeGreaterThan(3)
  })

  it('has words for each slot that is decided anywhere, and a rule', () => {
    const slots = new Set<string>()
    for (const file of readdirSync(import.meta.dirname).filter((name) => /(?<!\.test|\.fixture)\.ts$/.test(name))) {
      const source = readFileSync(path.join(import.meta.dirname, file), 'utf8')
      for (const [, slot] of source.matchAll(/slot: '([a-z0-9.-]+)'/g)) slots.add(slot ?? '')
    }
    for (const shopper of everybody) for (const decision of decisions(shopper)) slots.add(decision.slot)
    expect(slots.size).toBeGreaterThanOrEqual(10)
    for (const slot of slots) expect(isMessageKey(`slot.${slot}`), slot).toBe(true)
  })

  it('answers in finished words: the place, the rule, shares, facts with their times, and what everybody sees', () => {
    for (const shopper of everybody) {
      for (const decision of decisions(shopper)) {
        const why = whyOf(decision, 'Subject', say)
        if (!why) continue
        expect(why.id).toMatch(/^why-[a-z0-9-]+$/)
        expect(JSON.stringify(why)).not.toMatch(/undefined|NaN|[a-z]+\.[a-z]+[A-Z]|\{[a-z]+\}/)
        expect(why.rule.text.length).toBeGreaterThan(20)
        expect(why.reasons.items.length, decision.slot).toBeGreaterThan(0)
        expect(why.facts.items.length, decision.slot).toBeGreaterThan(0)
        const weights = decision.reasons.map(({ weight }) => weight)
        expect(weights).toEqual(weights.toSorted((a, b) => b - a))
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(1.000_001)
        for (const item of why.facts.items) expect(Number.isNaN(Date.parse(item.dateTime))).toBe(false)
      }
    }
  })

  it('says what stands there without personalisation, truly', () => {
    const plain = decisions(givenShopper(off))
    for (const decision of decisions(returning())) {
      const why = whyOf(decision, 'Subject', say)
      if (why?.otherwise.includes('Trending now')) {
        const first = plain.find(
          ({ slot }) => slot === (decision.slot === 'home.shelf-2' ? 'home.shelf-1' : decision.slot),
        )
        expect((first?.value as { title: string }).title).toBe('Trending now')
      }
    }
    expect(plain.some(({ slot }) => slot === 'home.shelf-2')).toBe(false)
  })
})

describe('reasons', () => {
  const ranked = (shopper: Shopper) => rankCategory(rankingContext(shopper, projections()), dresses).slice(0, 8)

  it('have words for everything that taste can weigh, never a bare number or a slug', () => {
    const facts = products.map(({ slug }, i) => view(slug, null, daysBefore(i / 20)))
    const shopper = givenShopper({ facts })
    const texts = new Set<string>()
    for (const key of shopper.affinity.scores.keys()) {
      const [item] = ranked(shopper)
      if (!item) throw new Error('dresses are ranked')
      const [reason] = reasonsOf([{ ...item, parts: [{ part: `affinity:${key}`, weight: 1 }] }], shopper)
      expect(reason?.text, key).toMatch(/^[A-ZÉ0-9][^_{}]+$/)
      expect(reason?.text, key).not.toMatch(/^\d+(,|$)|undefined/)
      texts.add(reason?.text ?? '')
    }
    expect([...texts]).toContain('Floor length, as in what you have looked at')
  })

  it('have words for all that orders besides taste, and never a raw name', () => {
    const rule = { id: 'r1', kind: 'boost' as const, target: { by: 'house' as const, house: 'corvane' } }
    const rules = [
      { ...rule, category: null, from: '2026-01-01', until: null, place: null, factor: 2, note: 'New season' },
    ]
    const shopper = { ...looking(), editorial: { contents: [], rules } }
    const [item] = ranked(shopper)
    if (!item) throw new Error('dresses are ranked')
    const text = (part: string) => reasonsOf([{ ...item, parts: [{ part, weight: 1 }] }], shopper)[0]?.text
    expect(text(`neighbours:${GOWN}`)).toBe('People who looked at Rapace gown went on to this')
    expect(text(`viewed-with:${GOWN}`)).toBe('Looked at on the same visits as Rapace gown')
    expect(text('new')).toBe('New in, and still unseen')
    expect(text('rule:r1')).toBe('Chosen by the house: New season')
    expect(text('rule:gone')).toBe('Chosen by the house')
    expect(text('something:else')).toBe('What everybody is drawn to')
    // What like visits went on to rests on what this visit looked at.
    const used = evidenceOf([{ ...item, parts: [{ part: `neighbours:${GOWN}`, weight: 1 }] }], shopper)
    expect(used.map(({ product, visitId }) => [product, visitId])).toEqual([[GOWN, 'visit']])
  })

  it('are a return only after a second look', () => {
    const text = (facts: ReturnType<typeof view>[]) =>
      reasonsOf(ranked(givenShopper({ facts })), givenShopper({ facts })).map((each) => each.text)
    expect(text([view(GOWN, 'scarlet')])).toContain('Corvane, a house you have looked at')
    expect(text([view(GOWN, 'scarlet'), view('nerium-off-shoulder-dress', 'scarlet')])).toContain(
      'Corvane, a house you return to',
    )
  })

  it('are none where nothing weighs', () => {
    expect(reasonsOf([], givenShopper())).toEqual([])
  })

  it('rest on facts of pieces that have what is liked', () => {
    const shopper = looking()
    for (const used of evidenceOf(ranked(shopper), shopper)) expect(shopper.facts).toContain(used)
  })

  it('have a kind for every piece', () => {
    for (const piece of products) expect(kindOf(piece, { say })).toMatch(/^[a-zè ]+$/)
    expect(kindOf({ ...dresses[0]!, subcategory: 'unheard-of', category: 'unheard-of' }, { say })).toBe('piece') // there are dresses
  })
})

describe('facts in words', () => {
  const words = (values: Parameters<typeof fact>[0]) => factWords(fact(values), catalogue, say)

  it.each([
    [{ kind: 'view', product: GOWN, colour: 'scarlet' }, 'Viewed Rapace gown, Scarlet'],
    [{ kind: 'view', product: GOWN, colour: 'unknown' }, 'Viewed Rapace gown'],
    [{ kind: 'purchase', product: GOWN, colour: 'noir' }, 'Bought Rapace gown, Noir'],
    [{ kind: 'return', product: GOWN }, 'Brought back Rapace gown'],
    [{ kind: 'cart-add', product: GOWN }, 'Added Rapace gown to the cart'],
    [{ kind: 'cart-remove', product: GOWN }, 'Removed Rapace gown from the cart'],
    [{ kind: 'category-view', category: 'dresses' }, 'Looked at Dresses'],
    [{ kind: 'search', query: 'red gown' }, 'Searched for “red gown”'],
    [{ kind: 'house-view', house: 'corvane' }, 'Looked at Corvane'],
    [{ kind: 'follow', house: 'corvane' }, 'Followed Corvane'],
    [{ kind: 'dwell', product: GOWN, quantity: 15 }, 'Stayed with Rapace gown for 15 seconds'],
    [{ kind: 'click', product: GOWN }, 'Followed Rapace gown from a shelf'],
    [{ kind: 'wish', product: GOWN }, 'Wished for Rapace gown'],
    [{ kind: 'like', product: GOWN }, 'Liked Rapace gown'],
    [{ kind: 'dislike', product: GOWN }, 'Said “Not for me” of Rapace gown'],
    [{ kind: 'rate', product: GOWN, value: '5' }, 'Rated Rapace gown, 5 of 5'],
    [{ kind: 'prefer', value: 'size:dresses:4' }, 'Named size 4 for dresses'],
    [{ kind: 'prefer', value: 'colour:red' }, 'Named red as a preference'],
    [{ kind: 'prefer', value: 'house:corvane' }, 'Named Corvane as a preference'],
  ] as const)('%o', (values, text) => {
    expect(words(values)).toBe(text)
  })

  it('are none for what cannot be named', () => {
    for (const kind of EVENT_KINDS) expect(words({ kind, product: 'gone', category: 'gone' })).toBeNull()
    expect(words({ kind: 'search', query: '' })).toBeNull()
  })

  it('are told once each, the newest six, whatever their order', () => {
    const facts = products.slice(0, 9).map(({ slug }, i) => view(slug, null, i < 4 ? NOW : daysBefore(i)))
    const told = usedFacts([...facts, ...facts], catalogue, say)
    expect(told).toHaveLength(6)
    expect(usedFacts(shuffled(facts), catalogue, say)).toEqual(told)
    expect(told.map(({ at }) => at.getTime())).toEqual(told.map(({ at }) => at.getTime()).toSorted((a, b) => b - a))
  })
})
