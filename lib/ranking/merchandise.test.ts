import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { merchandisingRuleSchema } from '@/lib/catalog/merchandising'
import { rankCategory } from './blend'
import { rankForGap } from './gap'
import { hueOf } from './hue'
import { effectsAt, effectsOf, excludedFrom, pinned, ruled, type Rule } from './merchandise'
import type { RankingContext } from './schema'
import { aliceViews, catalogue, contextFor, dresses, fact, piece, slugsOf, withPieces } from './shop.fixture'
import { rankAlsoChosen, rankComplements, rankHome, rankSimilar } from './shelves'
import { MERCHANDISE } from './weights'

const GOWN = 'rapace-off-shoulder-gown'
let made = 0
function rule(values: Partial<Rule> & Pick<Rule, 'kind'>): Rule {
  made += 1
  const { id = `rule-${String(made).padStart(4, '0')}`, ...others } = values
  const defaults = {
    target: { by: 'product', product: GOWN },
    category: null,
    from: '2026-11-01',
    until: null,
    place: values.kind === 'pin' ? 1 : null,
    factor: values.kind === 'boost' ? 2 : values.kind === 'bury' ? 0.2 : null,
    note: 'New season',
  }
  return { id, ...merchandisingRuleSchema.parse({ ...defaults, ...others }) }
}
const about = (product: string): Rule['target'] => ({ by: 'product', product })
const ranked = (rules: readonly Rule[], context: RankingContext = contextFor()) =>
  rankCategory({ ...context, rules }, dresses)
const order = (rules: readonly Rule[], context?: RankingContext) => slugsOf(ranked(rules, context))
const plain = order([])
const last = plain.at(-1) ?? ''

describe('a pin', () => {
  it.each([1, 3, 12])('puts a piece at place %i, and says so', (place) => {
    const found = ranked([rule({ kind: 'pin', target: about(last), place, note: 'Low stock' })])
    const item = found[place - 1]
    expect(item?.product.slug).toBe(last)
    expect(item?.rule).toMatchObject({ kind: 'pin', note: 'Low stock' })
    expect(found.filter((other) => other.rule)).toHaveLength(1)
  })

  it('of two at one place leaves it to the older, and puts the next one further', () => {
    const [second = ''] = plain.slice(-2)
    const older = rule({ kind: 'pin', target: about(last), place: 2, from: '2026-10-01' })
    const newer = rule({ kind: 'pin', target: about(second), place: 2 })
    const third = rule({ kind: 'pin', target: about(plain[9] ?? ''), place: 3 })
    expect(order([third, newer, older]).slice(1, 4)).toEqual([last, second, plain[9]])
  })

  it('is for what can be bought', () => {
    const sold = { ...piece(last), inStock: false }
    const context = contextFor([], { catalogue: withPieces(sold), rules: [rule({ kind: 'pin', target: about(last) })] })
    const list = dresses.map((dress) => (dress.slug === last ? sold : dress))
    const found = rankCategory(context, list)
    expect(found.at(-1)?.product).toBe(sold)
    expect(found.at(-1)?.rule).toBeNull()
  })

  it('keeps to the pieces in stock where there are few', () => {
    const few = dresses.slice(0, 3)
    const sold = few.map((dress, i) => (i === 0 ? { ...dress, inStock: false } : dress))
    const context = contextFor([], {
      catalogue: withPieces(...sold),
      rules: [rule({ kind: 'pin', target: about(sold[1]?.slug ?? ''), place: 9 })],
    })
    expect(slugsOf(rankCategory(context, sold))).toEqual([sold[2], sold[1], sold[0]].map((dress) => dress?.slug))
  })

  it('beats every other rule', () => {
    const rules = [
      rule({ kind: 'exclude', target: about(last) }),
      rule({ kind: 'bury', target: about(last), factor: 0 }),
      rule({ kind: 'pin', target: about(last), place: 2 }),
    ]
    expect(order(rules)[1]).toBe(last)
    expect(ranked(rules)[1]?.rule?.kind).toBe('pin')
  })

  it('does not bring back what she does not like', () => {
    const context = contextFor([...aliceViews(), fact({ kind: 'dislike', product: last })])
    expect(order([rule({ kind: 'pin', target: about(last) })], context).at(-1)).toBe(last)
  })
})

describe('boost and bury', () => {
  it('multiply the score, and are named in rule and parts', () => {
    const [, second = ''] = plain
    const boosted = ranked([rule({ id: 'up', kind: 'boost', target: about(second), factor: 3 })])
    const before = ranked([]).find(({ product }) => product.slug === second)?.score ?? 0
    expect(boosted[0]?.product.slug).toBe(second)
    expect(boosted[0]?.score).toBeCloseTo(3 * before, 9)
    expect(boosted[0]?.rule).toEqual({ id: 'up', kind: 'boost', note: 'New season' })
    expect(boosted[0]?.parts[0]).toEqual({ part: 'rule:up', weight: expect.closeTo(2 * before, 9) as number })
    const buried = order([rule({ kind: 'bury', target: about(plain[0] ?? ''), factor: 0 })])
    expect(buried.indexOf(plain[0] ?? '')).toBeGreaterThan(plain.length - 3)
  })

  it('raise and lower what her taste is against, too', () => {
    expect(ruled(-0.5, 2)).toBeGreaterThan(-0.5)
    expect(ruled(-0.5, 0.2)).toBeLessThan(-0.5)
    expect(ruled(-0.5, 0)).toBeLessThan(-0.5)
    expect(ruled(0.5, 1)).toBe(0.5)
    expect(ruled(-0.5, 1)).toBe(-0.5)
  })

  it('are for houses and attribute values as well', () => {
    const { fabric = '' } = piece(GOWN).attributes
    const fabrics = rule({ kind: 'boost', target: { by: 'attribute', token: `fabric:${fabric}` }, factor: 5 })
    const first = ranked([fabrics]).filter((item) => item.rule)
    expect(first.length).toBeGreaterThan(1)
    expect(first.every(({ product }) => product.attributes.fabric === fabric)).toBe(true)
    const red = rule({ kind: 'boost', target: { by: 'attribute', token: 'hue:red' } })
    const reds = ranked([red]).filter((item) => item.rule)
    expect(reds.length).toBeGreaterThan(1)
    expect(
      reds.every(({ product: { colourways } }) => colourways.some(({ slug, hex }) => hueOf(slug, hex) === 'red')),
    ).toBe(true)
    const house = ranked([rule({ kind: 'bury', target: { by: 'house', house: 'corvane' } })])
    expect(house.filter((item) => item.rule).every(({ product }) => product.house.slug === 'corvane')).toBe(true)
    expect(
      ranked([rule({ kind: 'boost', target: { by: 'attribute', token: 'fabric:moonlight' } })]).some(
        (item) => item.rule,
      ),
    ).toBe(false)
  })

  it('are multiplied where several apply, the strongest named', () => {
    const rules = [rule({ kind: 'boost', factor: 1.5 }), rule({ id: 'strong', kind: 'bury', factor: 0.1 })]
    const effect = effectsOf(rules, { category: null }, catalogue)(piece(GOWN))
    expect(effect.factor).toBeCloseTo(0.15, 12)
    expect(effect.rule?.id).toBe('strong')
  })
})

describe('an exclusion', () => {
  it('leaves a piece out of listings and shelves', () => {
    const rules = [rule({ kind: 'exclude' })]
    const context = { ...contextFor(), rules }
    expect(order(rules)).not.toContain(GOWN)
    expect(order(rules)).toHaveLength(dresses.length - 1)
    expect(slugsOf(rankHome(context))).not.toContain(GOWN)
    expect(slugsOf(rankSimilar(context, { anchor: 'vesper-flounce-gown' }))).not.toContain(GOWN)
    expect(slugsOf(rankComplements(context, { anchors: ['bejewelled-snake-ring'], place: 'mixed' }))).not.toContain(
      GOWN,
    )
    expect(slugsOf(rankAlsoChosen(context, { anchor: 'bejewelled-snake-ring' }))).not.toContain(GOWN)
  })

  it('can be asked for without ranking anything, of the same pieces', () => {
    const rules = [
      rule({ kind: 'exclude', category: 'dresses' }),
      rule({ kind: 'exclude', target: { by: 'attribute', token: 'hue:red' }, until: '2026-11-20' }),
      rule({ kind: 'exclude', target: about(last) }),
      rule({ kind: 'pin', target: about(last), place: 2 }),
      rule({ kind: 'bury', target: about(plain[1] ?? '') }),
    ]
    for (const day of ['2026-11-20', '2026-11-21']) {
      const context = { ...contextFor(), rules, day }
      const isOut = excludedFrom(context, 'dresses')
      const left = dresses.filter((dress) => !isOut(dress))
      expect(slugsOf(rankCategory(context, dresses)).sort()).toEqual(left.map(({ slug }) => slug).sort())
      expect(isOut(piece(GOWN))).toBe(true)
      expect(isOut(piece(last))).toBe(false)
      expect(excludedFrom(context, 'shoes')(piece(GOWN))).toBe(day === '2026-11-20')
    }
    const [, ...others] = rules.slice(2)
    for (const none of [[], others])
      expect(dresses.some(excludedFrom({ ...contextFor(), rules: none }, null))).toBe(false)
    expect(dresses.some(excludedFrom(contextFor(), null))).toBe(false)
  })

  it('beats a boost', () => {
    expect(order([rule({ kind: 'exclude' }), rule({ kind: 'boost', factor: 5 })])).not.toContain(GOWN)
  })

  it('leaves the cart’s nudge alone, as all rules do', () => {
    const nudge = (rules: readonly Rule[]) =>
      slugsOf(rankForGap({ ...contextFor(), rules }, { gap: 50_000, cart: [GOWN] }))
    const [first = ''] = nudge([])
    expect(nudge([rule({ kind: 'exclude', target: about(first) })])).toEqual(nudge([]))
  })
})

describe('where and when', () => {
  const out = (values: Partial<Rule>, day?: string) =>
    effectsOf(
      [rule({ kind: 'exclude', ...values })],
      { category: 'dresses', ...(day ? { day } : {}) },
      catalogue,
    )(piece(GOWN)).excluded

  it('a rule of a category is for that category, one of none for every place', () => {
    expect([out({ category: 'dresses' }), out({ category: 'shoes' }), out({ category: null })]).toEqual([
      true,
      false,
      true,
    ])
    const rules = [rule({ kind: 'exclude', category: 'dresses' })]
    expect(slugsOf(rankHome({ ...contextFor(), rules }))).toContain(GOWN)
    expect(order(rules)).not.toContain(GOWN)
    expect(slugsOf(rankCategory({ ...contextFor(), rules }, [...catalogue.values()]))).toContain(GOWN)
    expect(
      slugsOf(rankCategory({ ...contextFor(), rules }, [...catalogue.values()], { category: 'dresses' })),
    ).not.toContain(GOWN)
  })

  it('both days of a rule belong to it', () => {
    const dated = { from: '2026-11-20', until: '2026-11-22' }
    expect(['2026-11-19', '2026-11-20', '2026-11-22', '2026-11-23'].map((day) => out(dated, day))).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(out({ from: '2026-11-20', until: null }, '2030-01-01')).toBe(true)
    expect(
      rankCategory({ ...contextFor(), rules: [rule({ kind: 'exclude', ...dated })], day: '2026-11-23' }, dresses),
    ).toHaveLength(dresses.length)
  })

  it('what rules do is kept for the latest few days only, however far a clock travels', () => {
    const rules = [rule({ kind: 'exclude' })]
    const on = (day: number) => effectsAt({ rules, day: `2026-12-${10 + day}`, catalogue }, 'dresses')
    const effect = on(0)
    for (let day = 1; day < MERCHANDISE.keptDays; day++) on(day)
    expect(on(0)).toBe(effect)
    const second = on(1)
    for (let day = 2; day < MERCHANDISE.keptDays + 2; day++) on(day)
    expect(on(0)).not.toBe(effect)
    expect(on(1)).not.toBe(second)
    expect(on(0)(piece(GOWN)).excluded).toBe(true)
  })

  it('all shoppers meet the rules, and what rose for her rose above them', () => {
    const rules = [rule({ kind: 'pin', target: about(last), place: 1 })]
    for (const context of [contextFor(), contextFor(aliceViews())]) {
      const [first] = ranked(rules, context)
      expect(first?.product.slug).toBe(last)
      expect(first?.rise).toBe(0)
    }
  })
})

describe('always', () => {
  const anyRule = fc
    .record({
      kind: fc.constantFrom('pin' as const, 'boost' as const, 'bury' as const, 'exclude' as const),
      product: fc.constantFrom(...dresses.map(({ slug }) => slug)),
      place: fc.integer({ min: 1, max: 12 }),
      from: fc.constantFrom('2026-10-01', '2026-11-01'),
    })
    .map(({ kind, product, place, from }) =>
      rule({ kind, target: about(product), from, ...(kind === 'pin' ? { place } : {}) }),
    )
  const anyRules = fc.array(anyRule, { maxLength: 12 })

  it('nothing is lost but what is excluded, and nothing stands twice', () => {
    fc.assert(
      fc.property(anyRules, fc.boolean(), (rules, known) => {
        const found = order(rules, known ? contextFor(aliceViews()) : contextFor())
        const aim = (kind: Rule['kind']) =>
          new Set(
            rules
              .filter((each) => each.kind === kind)
              .map(({ target }) => (target.by === 'product' ? target.product : '')),
          )
        const [pins, excluded] = [aim('pin'), aim('exclude')]
        const left = dresses.filter(({ slug }) => pins.has(slug) || !excluded.has(slug)).map(({ slug }) => slug)
        expect([...found].sort()).toEqual(left.sort())
      }),
      { numRuns: 60 },
    )
  })

  it('pinned pieces stand in the order of their places, none before its place', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        const items = Array.from({ length: 20 }, (_, i) => i)
        const pins = new Map(rules.filter(({ kind }) => kind === 'pin').map((each, i) => [i * 3, each]))
        const out = pinned(items, (item) => {
          const found = pins.get(item)
          return found?.place ? { place: found.place, rule: found } : null
        })
        expect(out.toSorted((a, b) => a - b)).toEqual(items)
        expect(out.filter((item) => !pins.has(item))).toEqual(items.filter((item) => !pins.has(item)))
        const taken = new Set<number>()
        for (const [item, each] of pins) {
          expect(out.indexOf(item) + 1).toBeGreaterThanOrEqual(each.place ?? 0)
          taken.add(each.place ?? 0)
        }
        for (const place of taken) expect(pins.has(out[place - 1] ?? -1)).toBe(true)
      }),
    )
  })

  it('the parts add up to the score', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        for (const { parts, score } of ranked(rules, contextFor(aliceViews())))
          expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(score, 9)
      }),
      { numRuns: 30 },
    )
  })
})
