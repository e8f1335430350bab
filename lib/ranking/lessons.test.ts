import { describe, expect, it } from 'vitest'
import type { Fact } from '@/lib/events/schema'
import { affinityOf } from './affinity'
import { factWeight } from './lessons'
import { catalogue, daysBefore, fact, NOW, view } from './shop.fixture'

const GOWN = 'rapace-off-shoulder-gown'
const weight = (values: Partial<Fact>) => factWeight(fact(values), NOW)
const scores = (...facts: Partial<Fact>[]) => affinityOf(facts.map(fact), catalogue, NOW).scores
const house = (...facts: Partial<Fact>[]) => scores(...facts).get('house:corvane') ?? 0

describe('a stay on a piece', () => {
  it('counts from five seconds on, up to a minute', () => {
    const stay = (quantity: number | null) => weight({ kind: 'dwell', product: GOWN, quantity })
    expect([stay(null), stay(0), stay(5)]).toEqual([0, 0, 0])
    expect(stay(6)).toBeGreaterThan(0)
    expect(stay(32.5)).toBeCloseTo(stay(60) / 2, 9)
    expect(stay(60)).toBe(1.5)
    expect(stay(86_400)).toBe(1.5)
  })

  it('strengthens the view', () => {
    const seen = { product: GOWN }
    expect(house(seen, { kind: 'dwell', ...seen, quantity: 40 })).toBeGreaterThan(house(seen))
  })
})

describe('what was said', () => {
  it('does not fade, what was done does', () => {
    const at = daysBefore(400)
    expect(weight({ kind: 'like', product: GOWN, at })).toBe(3)
    expect(weight({ kind: 'follow', house: 'corvane', at })).toBe(6)
    expect(weight({ kind: 'house-view', house: 'corvane', at })).toBeLessThan(1e-6)
  })

  it('is invisible before it was said', () => {
    expect(weight({ kind: 'like', product: GOWN, at: daysBefore(-1) })).toBe(0)
  })

  it.each([
    ['wish', null, 1],
    ['like', null, 1],
    ['dislike', null, -1],
    ['rate', '1', -1],
    ['rate', '2', -1],
    ['rate', '3', 0],
    ['rate', '4', 1],
    ['rate', '5', 1],
    ['rate', '6', 0],
    ['rate', null, 0],
  ] as const)('%s %s speaks for the piece’s house, against it, or not at all', (kind, value, sign) => {
    expect(Math.sign(house({ kind, product: GOWN, value }))).toBe(sign)
  })

  it('a low rating takes back more than a middling one', () => {
    const rated = (value: string) => house({ product: GOWN }, { kind: 'rate', product: GOWN, value })
    const values = ['1', '2', '3', '4', '5'].map(rated)
    expect(values).toEqual([...values].sort((a, b) => a - b))
    expect(values[0]).toBeLessThan(0)
    expect(values[2]).toBe(house({ product: GOWN }))
  })

  it('names the pieces she does not like', () => {
    const { disliked } = affinityOf([fact({ kind: 'dislike', product: GOWN }), view('linea-column')], catalogue, NOW)
    expect([...disliked]).toEqual([GOWN])
  })
})

describe('a value itself', () => {
  it('is learnt from a house that was followed, and nothing else is', () => {
    const learnt = scores({ kind: 'follow', house: 'corvane' })
    expect([...learnt.keys()]).toEqual(['house:corvane'])
    expect(learnt.get('house:corvane')).toBeCloseTo(0.8, 9)
  })

  it('is a followed house more than a visited one, a visited one more than none', () => {
    expect(house({ kind: 'follow', house: 'corvane' })).toBeGreaterThan(house({ kind: 'house-view', house: 'corvane' }))
    expect(house({ kind: 'house-view', house: 'corvane' })).toBeGreaterThan(0)
  })

  it('is not thinned by looks at other houses', () => {
    const others = Array.from({ length: 30 }, () => ({ product: 'linea-column' }))
    expect(house({ kind: 'follow', house: 'corvane' }, ...others)).toBeCloseTo(0.8, 9)
  })

  it('is a preferred style, and a preferred colour by family', () => {
    expect([...scores({ kind: 'prefer', value: 'style:edgy' }).keys()]).toEqual(['style:edgy'])
    const red = scores({ kind: 'prefer', value: 'colour:red' })
    expect(red.get('hue:red')).toBeGreaterThan(0.7)
    const gold = scores({ kind: 'prefer', value: 'colour:gold' })
    expect([...gold.keys()]).toContain('metal:gold')
  })

  it('is never a size, nor what the catalogue does not know', () => {
    expect(scores({ kind: 'prefer', value: 'size:dresses:4' }).size).toBe(0)
    expect(scores({ kind: 'prefer', value: 'colour:ultraviolet' }).size).toBe(0)
    expect(scores({ kind: 'follow', house: 'nobody' }).size).toBe(0)
    expect(affinityOf([fact({ kind: 'prefer', value: 'size:dresses:4' })], catalogue, NOW).weight).toBe(0)
  })

  it('joins what looks teach, and stays below 1', () => {
    const both = house({ kind: 'follow', house: 'corvane' }, { product: GOWN })
    expect(both).toBeGreaterThan(0.8)
    expect(both).toBeLessThan(1)
    expect(house({ kind: 'follow', house: 'corvane' }, { kind: 'return', product: GOWN })).toBeLessThan(0.8)
  })

  it('has the fact that named it as evidence', () => {
    const follow = fact({ kind: 'follow', house: 'corvane' })
    expect(affinityOf([follow], catalogue, NOW).evidence.get('house:corvane')).toEqual([follow])
  })
})

describe('words searched for', () => {
  const tokens = (query: string) => [...scores({ kind: 'search', query }).keys()].sort()

  it('teach the values they name, weakly', () => {
    expect(tokens('red off shoulder')).toEqual(
      ['colour:red', 'hue:red', 'neckline:off-shoulder'].filter(isKnown).sort(),
    )
    expect(scores({ kind: 'search', query: 'off-shoulder' }).get('neckline:off-shoulder')).toBeLessThan(0.3)
  })

  it('know houses by name, plurals, capitals and accents', () => {
    expect(tokens('ALDOUS MÉRRIN')).toEqual(['house:aldous-merrin'])
    expect(tokens('Gown')).toEqual(tokens('gowns'))
    expect(tokens('gowns')).toContain('subcategory:gowns')
    expect(tokens('dress')).toContain('category:dresses')
  })

  it('teach nothing else, whatever they hold', () => {
    expect(tokens('')).toEqual([])
    expect(tokens('something for my wedding')).toEqual([])
    expect(tokens('%_()*\\ "; drop table --')).toEqual([])
    expect(tokens('4')).toEqual([])
    expect(tokens(`${'x '.repeat(50)}corvane`)).toEqual([])
  })
})

const isKnown = (key: string) => {
  const [dimension = '', value = ''] = key.split(':')
  return [...catalogue.values()].some(({ attributes, colourways }) =>
    dimension === 'colour'
      ? colourways.some(({ slug }) => slug === value)
      : dimension === 'hue' || attributes[dimension] === value,
  )
}
