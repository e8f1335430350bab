import { describe, expect, it } from 'vitest'
import type { MerchandisingDefinition } from '@/lib/catalog/merchandising'
import { createProjections } from '@/lib/ranking/projections'
import { shopOf } from '../shop.fixture'
import { previewRule } from './preview'

const shop = shopOf()
const now = new Date('2026-11-21T18:00:00Z')
const RULE: MerchandisingDefinition = {
  ...{ kind: 'pin', target: { by: 'product', product: 'corvo-opera-cape' }, category: 'outerwear' },
  ...{ from: '2026-11-01', until: null, place: 1, factor: null, note: 'New season' },
}
const preview = (values: Partial<MerchandisingDefinition> = {}, rules: MerchandisingDefinition[] = []) =>
  previewRule(
    { ...RULE, ...values },
    { rules: rules.map((rule, i) => ({ ...rule, id: `rule-${i}` })), shop, projections: createProjections(), now },
  )
const slugs = (pieces: readonly { product: { slug: string } }[]) => pieces.map(({ product }) => product.slug)

describe('what a rule changes', () => {
  it('is the first row without it and with it', () => {
    const { before, after, moves, category, day } = preview()
    expect({ category, day }).toEqual({ category: 'outerwear', day: '2026-11-21' })
    expect(slugs(before)[0]).not.toBe('corvo-opera-cape')
    expect(slugs(after)[0]).toBe('corvo-opera-cape')
    expect(moves.map(({ product, to }) => [product.slug, to])).toEqual([['corvo-opera-cape', 1]])
  })

  it('is told of its first day where that is still to come', () => {
    const { after, day } = preview({ from: '2026-12-01' })
    expect(day).toBe('2026-12-01')
    expect(slugs(after)[0]).toBe('corvo-opera-cape')
  })

  it('stands on the rules that are in force that day, and on no others', () => {
    const [first] = slugs(preview().before)
    const excluded: MerchandisingDefinition = {
      ...RULE,
      ...{ kind: 'exclude', target: { by: 'product', product: first ?? '' }, place: null },
    }
    expect(slugs(preview({}, [excluded]).before)).not.toContain(first)
    expect(slugs(preview({}, [{ ...excluded, until: '2026-11-20' }]).before)).toContain(first)
  })

  it('names what is left out', () => {
    const { after, moves } = preview({ kind: 'exclude', place: null })
    expect(slugs(after)).not.toContain('corvo-opera-cape')
    expect(moves.map(({ to }) => to)).toEqual([null])
  })

  it('shows a rule for everywhere where it changes something', () => {
    const target = { by: 'attribute', token: 'fabric:silk velvet' } as const
    const { category, moves } = preview({ kind: 'exclude', target, category: null, place: null })
    expect(moves.length).toBeGreaterThan(0)
    expect(shop.catalogue.products.some((p) => p.category === category && p.attributes.fabric === 'silk velvet')).toBe(
      true,
    )
  })

  it('tells a few moves, and how many more there are', () => {
    const target = { by: 'house', house: 'corvane' } as const
    const dresses = shop.catalogue.products.filter((p) => p.category === 'dresses' && p.house.slug === 'corvane')
    const { moves, more } = preview({ kind: 'exclude', target, category: 'dresses', place: null })
    expect(moves).toHaveLength(5)
    expect(more).toBe(dresses.length - 5)
    expect(more).toBeGreaterThan(0)
    expect(preview().more).toBe(0)
  })

  it('tells no moves of a rule that moves nothing', () => {
    const [first = ''] = slugs(preview().before)
    expect(preview({ target: { by: 'product', product: first } }).moves).toEqual([])
  })
})
