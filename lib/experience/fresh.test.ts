import { describe, expect, it } from 'vitest'
import { daysBefore, dresses, products, view } from '@/lib/ranking/shop.fixture'
import { decideHero } from './hero'
import { SCENES } from './scene'
import {
  arriving,
  givenShopper,
  GOWN,
  herOrder,
  looking,
  off,
  returning,
  shown,
  told,
  type Given,
} from './shopper.fixture'
import type { Shopper } from './schema'
import { decisionsOf, impressionsOf, pagesOf, quietVisits, type Pages } from './visits.fixture'
import { whyOf } from './why'

const WHO: Record<string, (given: Given) => Shopper> = {
  'a stranger': (given) => givenShopper(given),
  'a friend from Facebook': (given) => arriving(given),
  'Alice, who has looked at two dresses': (given) =>
    looking({
      facts: [view(GOWN, 'scarlet', daysBefore(1)), view('nerium-off-shoulder-dress', null, daysBefore(1))],
      ...given,
    }),
  'Alice, after her order': (given) => returning(given),
}
const everybody = Object.entries(WHO)
const set = (slugs: readonly string[]) => slugs.slice(0, 4).toSorted().join()
const rows = ({ first, second, order }: Pages) => ({
  first: set(shown(first)),
  ...(second ? { second: set(shown(second)) } : {}),
  order: set(shown(order)),
})

describe.each(everybody)('%s, on quiet visits', (_, who) => {
  const visits = quietVisits(who, 6)

  it('never meets the same banner or the same first row twice in a row', () => {
    for (let i = 1; i < visits.length; i++) {
      const [now, before] = [visits[i], visits[i - 1]]
      if (!now || !before) throw new Error('there are six visits')
      expect(now.pages.hero.value.picture).not.toBe(before.pages.hero.value.picture)
      for (const [slot, row] of Object.entries(rows(now.pages)))
        expect(row, slot).not.toBe(rows(before.pages)[slot as 'first'])
    }
  })

  it('meets the same greeting, tier, offer and link each time', () => {
    const [first] = visits
    for (const { pages, shopper } of visits) {
      const { headline, tierWord, mood, link } = pages.hero.value
      expect({ headline, tierWord, mood, link }).toMatchObject({
        headline: first?.pages.hero.value.headline,
        tierWord: first?.pages.hero.value.tierWord,
        mood: first?.pages.hero.value.mood,
        link: first?.pages.hero.value.link,
      })
      if (shopper.customer) expect(pages.hero.value.line).toBe('10% off your next order')
    }
  })

  it('sees pieces that are nearly as near', () => {
    const { pages } = visits[0] ?? { pages: null }
    const known = [...shown(pages?.order ?? null)]
    for (const visit of visits.slice(1))
      for (const slug of shown(visit.pages.order).slice(0, 4)) expect(known.indexOf(slug)).toBeLessThan(24)
  })

  it('sees the same on a reload, minutes later, with what this visit has noted', () => {
    const { shopper, pages, impressions } = visits[3] ?? {}
    if (!shopper || !pages || !impressions) throw new Error('there are six visits')
    const later = who({
      ...{ now: shopper.now, visitId: shopper.visitId, visitNumber: shopper.visitNumber },
      impressions: [...impressions].reverse(),
    })
    const values = (of: Pages) =>
      told(decisionsOf(of).map(({ slot, value, reasons, shown: there }) => [slot, value, reasons, there]))
    expect(values(pagesOf(later))).toEqual(values(pages))
    const minutes = who({
      ...{ now: new Date(shopper.now.getTime() + 600_000), visitId: shopper.visitId, visitNumber: shopper.visitNumber },
      impressions,
    })
    expect(rows(pagesOf(minutes))).toEqual(rows(pages))
    expect(pagesOf(minutes).hero.value).toEqual(pages.hero.value)
  })

  it('is told why, in finished words, with what it was shown', () => {
    const told = new Set<string>()
    for (const { pages, shopper } of visits.slice(1)) {
      for (const decision of decisionsOf(pages)) {
        const why = whyOf(decision, 'Subject', shopper.say)
        if (!why) continue
        told.add(decision.slot)
        expect(JSON.stringify(why)).not.toMatch(/undefined|NaN|\{[a-z]+\}/)
        expect(why.facts.items.length, decision.slot).toBeGreaterThan(0)
        const weights = decision.reasons.map(({ weight }) => weight)
        expect(weights).toEqual(weights.toSorted((a, b) => b - a))
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(1.000_001)
      }
    }
    expect([...told]).toEqual(expect.arrayContaining(['home.hero', 'home.shelf-1', 'category.order']))
  })

  it('is told the truth: without the exposures named, the row is another', () => {
    let checked = 0
    for (const { pages, shopper } of visits.slice(1)) {
      const { first } = pages
      if (!first?.reasons.some(({ text }) => text === 'Others than on your last visit')) continue
      const cited = new Set(first.facts.map(({ id }) => id))
      const impressions = shopper.impressions.filter(({ id }) => !cited.has(id))
      expect(impressions.length).toBeLessThan(shopper.impressions.length)
      const { now, visitId, visitNumber } = shopper
      expect(shown(pagesOf(who({ now, visitId, visitNumber, impressions })).first)).not.toEqual(shown(first))
      checked += 1
    }
    expect(checked).toBeGreaterThan(0)
  })
})

describe('what is taken up', () => {
  const [first] = quietVisits((given) => givenShopper(given), 1)
  const next = { now: daysBefore(-2), visitId: 'next', visitNumber: 2, impressions: first?.impressions ?? [] }

  it('was not shown in vain', () => {
    const passed = givenShopper(next)
    const [slug = ''] = shown(first?.pages.first ?? null)
    expect(passed.fresh?.seen.has(slug)).toBe(true)
    expect(givenShopper({ ...next, facts: [view(slug, null, daysBefore(-1))] }).fresh?.seen.has(slug)).toBe(false)
    // Before it was shown it says nothing about that.
    expect(givenShopper({ ...next, facts: [view(slug, null, daysBefore(1))] }).fresh?.seen.has(slug)).toBe(true)
  })
})

describe('without personalisation', () => {
  it('everybody sees the same page on every visit, whatever they were shown', () => {
    const plain = told(pagesOf(givenShopper(off)))
    const stranger = quietVisits((given) => givenShopper(given), 3).at(-1)?.impressions ?? []
    for (const impressions of [[], stranger]) {
      for (const who of [givenShopper, looking, returning]) {
        const shopper = who({ ...off, impressions, visitNumber: 4, visitId: 'later' })
        expect(shopper.fresh).toBeNull()
        const { first, second, band, tiles, order, hero } = pagesOf(shopper)
        expect(told([first, second, band, tiles, order, hero.value.picture])).toEqual(
          told(
            (({ first, second, band, tiles, order, hero }) => [first, second, band, tiles, order, hero.value.picture])(
              pagesOf(givenShopper(off)),
            ),
          ),
        )
      }
    }
    expect(plain).toBeTruthy()
  })

  it('and so does who comes for the first time', () => {
    for (const decision of decisionsOf(pagesOf(givenShopper()))) expect(decision.personal).toBe(false)
  })
})

describe('the banner', () => {
  it('has a picture of its own for each mood, and others that suit it', () => {
    const at = (merchandise: number) => returning({ orders: [herOrder({ merchandise })] })
    for (const [merchandise, mood] of [
      [399_900, 'day'],
      [419_000, 'bronze'],
      [800_000, 'silver'],
      [1_500_000, 'gold'],
    ] as const) {
      expect(decideHero(at(merchandise)).value.picture).toBe(SCENES[mood][0])
      const visits = quietVisits((given) => returning({ orders: [herOrder({ merchandise })], ...given }), 5)
      for (const { pages } of visits) expect(SCENES[mood]).toContain(pages.hero.value.picture)
      expect(new Set(visits.map(({ pages }) => pages.hero.value.picture)).size).toBe(SCENES[mood].length)
    }
  })

  it('varies its line too, where no offer waits', () => {
    const lines = quietVisits((given) => arriving(given), 6).map(({ pages }) => pages.hero.value.line)
    for (let i = 1; i < lines.length; i++) expect(lines[i]).not.toBe(lines[i - 1])
    expect(new Set(lines).size).toBe(3)
    expect(lines.join()).toContain(`${products.length} pieces by`)
  })
})

describe('the feature', () => {
  it('is another piece on each visit', () => {
    const titles = quietVisits((given) => returning(given), 4).map(({ pages }) => pages.band.value.title)
    for (let i = 1; i < titles.length; i++) expect(titles[i]).not.toBe(titles[i - 1])
  })
})

describe('a category', () => {
  it('does not rotate what was filtered, sorted or is no category', () => {
    const [one] = quietVisits((given) => looking(given), 1)
    const impressions = one ? impressionsOf(one.pages, one.shopper) : []
    const later = looking({ visitId: 'next', visitNumber: 2, now: daysBefore(-1), impressions })
    expect(set(shown(pagesOf(later).order))).not.toBe(set(shown(one?.pages.order ?? null)))
    expect(later.fresh?.before.get('category.order:dresses')?.products.slice(0, 4)).toEqual(
      shown(one?.pages.order ?? null).slice(0, 4),
    )
    expect(later.fresh?.before.has('category.order:shoes')).toBe(false)
    expect(dresses.length).toBeGreaterThan(4)
  })
})
