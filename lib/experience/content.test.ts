import { describe, expect, it } from 'vitest'
import type { Content } from '@/lib/content/schema'
import { daysBefore, NOW, view } from '@/lib/ranking/shop.fixture'
import { decideContent, decideTiles, isAboutCategory, type ContentSlot } from './content'
import { arriving, givenShopper, GOWN, looking, off, returning, told, type Given } from './shopper.fixture'
import type { Shopper } from './schema'
import { decisionsOf, impressionsOf, pagesOf, withEditorial } from './visits.fixture'
import { whyOf } from './why'

const content = (slug: string, values: Partial<Content> = {}): Content => ({
  ...{
    slug,
    kind: 'edit',
    status: 'live',
    title: `Title of ${slug}`,
    line: `Line of ${slug}`,
    body: [],
    link: 'See it',
  },
  ...{
    picture: { from: 'editorial', name: 'tailoring' },
    selects: null,
    suits: {},
    from: null,
    until: null,
    weight: 1,
  },
  cap: { visits: 50, days: 365 },
  ...values,
})
/** A shopper in a shop with this content. */
const within = (contents: readonly Content[], who: (given: Given) => Shopper = givenShopper) => {
  return (given: Given = {}) => withEditorial(who(given), { contents, rules: [] })
}
const chosen = (shopper: Shopper, slot: ContentSlot = 'home.band', options = {}) =>
  decideContent(shopper, slot, options)?.value.slug ?? null
const four = ['a', 'b', 'c', 'd'].map((slug) => content(slug))

describe('content', () => {
  it('is none where there is none, and pages stay as they are', () => {
    const pages = pagesOf(givenShopper())
    expect(chosen(givenShopper())).toBeNull()
    expect(pages.band.arm).toBe('jewellery')
    expect(pages.tiles).toEqual({ first: null, second: null })
  })

  it('is the weightiest that suits, on the days that it is for', () => {
    expect(chosen(within(four)())).toBe('a')
    expect(chosen(within([...four, content('z', { weight: 2 })])())).toBe('z')
    const days = [content('past', { until: '2026-11-20' }), content('coming', { from: '2026-11-22' }), content('d')]
    expect(chosen(within(days)())).toBe('d')
    expect(chosen(within([content('june', { suits: { months: [6] } })])())).toBeNull()
    expect(chosen(within([content('a', { suits: { countries: ['PL'] } }), content('b')])())).toBe('b')
  })

  it('shows in words, picture and link what the marketer wrote, and leaves out what has no picture', () => {
    const value = decideContent(within([content('a')])(), 'home.band')?.value
    expect(value).toMatchObject({ title: 'Title of a', line: 'Line of a', link: { href: '/edits/a', label: 'See it' } })
    expect(value?.wide.src).toContain('tailoring-wide')
    const story = content('s', { kind: 'story', picture: { from: 'product', product: GOWN } })
    expect(decideContent(within([story])(), 'home.band')?.value.link.href).toBe('/stories/s')
    for (const picture of [
      { from: 'product' as const, product: 'gone' },
      { from: 'editorial' as const, name: 'gone' },
    ])
      expect(chosen(within([content('a', { picture })])())).toBeNull()
  })

  it('fills band and tiles with different pieces', () => {
    const { band, tiles } = pagesOf(within(four)())
    const slugs = [band.value.content, tiles.first?.value.slug, tiles.second?.value.slug]
    expect(slugs).toEqual(['a', 'b', 'c'])
    const one = within([content('a')])()
    expect(decideTiles(one, { ...band, value: { content: 'a' } })).toEqual([])
    expect(decideTiles(one, { ...band, value: {} })).toHaveLength(1)
  })

  it('leaves the feature after an order to what goes with it', () => {
    const { band, tiles } = pagesOf(within(four, returning)())
    expect(band.arm).toBe('piece')
    expect(tiles.first?.value.slug).toBe('a')
  })

  it('keeps an edit to the categories it is of', () => {
    const shoes = content('a', { selects: { categories: ['shoes'] } })
    const any = content('b', { selects: { attributes: { hue: ['red'] } } })
    const story = content('c', { kind: 'story' })
    expect([shoes, any, story].map(isAboutCategory('dresses'))).toEqual([false, true, false])
    expect([shoes, any, story].map(isAboutCategory('shoes'))).toEqual([true, true, false])
  })
})

describe('whom content suits', () => {
  const forSome = [
    content('bronze', { suits: { tiers: ['bronze'] }, weight: 3 }),
    content('facebook', { suits: { arrivals: ['facebook'] }, weight: 2 }),
    content('guest', { suits: { who: ['guest'] }, weight: 1.5 }),
    content('red', { suits: { likes: ['hue:red'] } }),
    content('zz', { weight: 1.1 }),
  ]

  it('is told by tier, by where she came from, by whether she is signed in, by taste', () => {
    expect(chosen(within(forSome, returning)())).not.toBe('guest')
    expect(chosen(within(forSome, returning)(), 'home.tile-1')).toBe('bronze')
    expect(chosen(within(forSome, arriving)())).toBe('facebook')
    expect(chosen(within(forSome)())).toBe('guest')
    const some = forSome.slice(3)
    expect(chosen(within(some)())).toBe('zz')
    expect(chosen(within(some)({ facts: [view(GOWN, 'scarlet')] }))).toBe('red')
  })

  it('says why, with facts, only where it is not everybody’s', () => {
    const cases: [Shopper, string, string][] = [
      [within(forSome, returning)(), 'Bronze member', 'Reached Bronze'],
      [within(forSome, arriving)(), 'Came from Facebook', 'Arrived from Facebook'],
      [
        within(forSome.slice(3))({ facts: [view(GOWN, 'scarlet')] }),
        'Red, a colour you have looked at',
        'Viewed Rapace gown, Scarlet',
      ],
    ]
    for (const [shopper, reason, fact] of cases) {
      const decision = decideContent(shopper, 'home.tile-1')
      expect(decision?.personal).toBe(true)
      expect(decision?.reasons.map(({ text }) => text)).toContain(reason)
      expect(decision?.facts.map(({ text }) => text)).toContain(fact)
      const why = decision && whyOf(decision, 'Subject', shopper.say)
      expect(why?.otherwise).toMatch(/^Without personalisation this place shows what the house has chosen/)
    }
    expect(decideContent(within(four, returning)(), 'home.tile-1')?.personal).toBe(false)
  })

  it('is nobody’s without personalisation: only what is for everybody, the same each time', () => {
    for (const who of [givenShopper, looking, returning, arriving]) {
      const decision = decideContent(within(forSome, who)(off), 'home.tile-1')
      expect(decision?.value.slug).toBe('zz')
      expect(decision?.personal).toBe(false)
    }
    expect(told(decisionsOf(pagesOf(within(forSome, returning)(off))).map(({ value }) => value))).toEqual(
      told(decisionsOf(pagesOf(within(forSome)(off))).map(({ value }) => value)),
    )
  })
})

describe('content over some visits', () => {
  /** What the places show on so many quiet visits a day apart. */
  function over(contents: readonly Content[], count: number) {
    let impressions: Shopper['impressions'] = []
    return Array.from({ length: count }, (_, i) => {
      const visit = { now: daysBefore(-i), visitId: `visit-${i}`, visitNumber: i + 1, impressions }
      const shopper = within(contents)(visit)
      const pages = pagesOf(shopper)
      impressions = [...impressionsOf(pages, shopper), ...impressions]
      return {
        shopper,
        pages,
        slugs: [pages.band.value.content, pages.tiles.first?.value.slug, pages.tiles.second?.value.slug],
      }
    })
  }

  it('is never the same twice in a row in one place, where another suits', () => {
    for (const contents of [four, [...four, content('heavy', { weight: 9 })]]) {
      const visits = over(contents, 10)
      for (let i = 1; i < visits.length; i++)
        visits[i]?.slugs.forEach((slug, place) => expect(slug).not.toBe(visits[i - 1]?.slugs[place]))
    }
    // With a picture that no banner has: no picture stands twice on one page.
    const one = content('a', { picture: { from: 'product', product: GOWN } })
    expect(over([one], 3).map(({ slugs }) => slugs[0])).toEqual(['a', 'a', 'a'])
  })

  it('says of what it changed for that', () => {
    const [, second] = over(four, 2)
    const { band } = second?.pages ?? {}
    expect(band?.personal).toBe(true)
    expect(band?.facts.map(({ text }) => text)).toEqual(['Was shown “Title of a” here'])
    expect(band?.reasons.map(({ text }) => text)).toContain('Others than on your last visit')
  })

  it('stays away once it was shown as often as it may be, and comes back when that is long ago', () => {
    const capped = [content('a', { weight: 9, cap: { visits: 2, days: 10 } }), content('b'), content('c')]
    const visits = over(capped, 6)
    const shown = visits.map(({ slugs }) => slugs.includes('a'))
    expect(shown.filter(Boolean)).toHaveLength(2)
    const impressions = visits.at(-1)?.shopper.impressions ?? []
    const later = within(capped)({ impressions, visitId: 'later', visitNumber: 9, now: daysBefore(-30) })
    expect(chosen(later)).toBe('a')
    expect(NOW < later.now).toBe(true)
  })

  it('counts what was opened as taken up', () => {
    const [one] = over(four, 1)
    if (!one) throw new Error('there is a visit')
    const opened = {
      ...{ id: 'opened', at: daysBefore(-0.5), visitId: 'visit-0', slot: 'edit.page', arm: 'a' },
      ...{ products: [], content: null },
    }
    const impressions = [opened, ...impressionsOf(one.pages, one.shopper)]
    const next = within(four)({ impressions, visitId: 'next', visitNumber: 2, now: daysBefore(-1) })
    expect(next.fresh?.contents.has('a')).toBe(false)
    expect(next.fresh?.contents.has('b')).toBe(true)
  })
})
