import { describe, expect, it } from 'vitest'
import { seedAsCatalogue } from '@/prisma/seed/catalogue/as-catalogue'
import { meantColours, namedFirst, piecesOf } from './pieces'
import type { Selects } from './schema'

const { products } = seedAsCatalogue(new Date('2026-11-16T20:20:00Z'))
const held = (selects: Selects | null) => piecesOf(selects, products)
const slugs = (selects: Selects | null) => held(selects).map(({ slug }) => slug)

describe('which pieces an edit holds', () => {
  it('none where nothing is stated: an edit of the whole shop is none', () => {
    expect(slugs(null)).toEqual([])
    expect(slugs({})).toEqual([])
    expect(slugs({ categories: [], attributes: {}, price: { from: null, to: null } })).toEqual([])
  })

  it('values of one list widen the choice, lists narrow it', () => {
    const satin = held({ attributes: { fabric: ['satin'] } })
    const both = held({ attributes: { fabric: ['satin', 'velvet'] } })
    const dresses = held({ attributes: { fabric: ['satin', 'velvet'] }, categories: ['dresses'] })
    expect(both.length).toBeGreaterThan(satin.length)
    expect(dresses.length).toBeLessThan(both.length)
    expect(dresses.every(({ category }) => category === 'dresses')).toBe(true)
    const blackTie = held({
      attributes: { fabric: ['satin', 'velvet'], occasion: ['black tie'] },
      categories: ['dresses'],
    })
    expect(blackTie.length).toBeGreaterThan(0)
    expect(blackTie.every(({ attributes }) => attributes.occasion === 'black tie')).toBe(true)
  })

  it('a fabric is the catalogue’s own word, or the group in which people look for it', () => {
    expect(held({ attributes: { fabric: ['silk velvet'] } }).every((p) => p.attributes.fabric === 'silk velvet')).toBe(
      true,
    )
    const velvets = new Set(held({ attributes: { fabric: ['velvet'] } }).map((p) => p.attributes.fabric))
    expect(velvets).toEqual(new Set(['silk velvet', 'cotton velvet', 'velvet']))
  })

  it('a hue is a family or one colourway, never a metal', () => {
    const red = held({ attributes: { hue: ['red'] } })
    expect(red.every((p) => p.colourways.some(({ slug }) => slug === 'scarlet' || slug === 'oxblood'))).toBe(true)
    expect(slugs({ attributes: { hue: ['scarlet'] } }).length).toBeLessThan(red.length)
    expect(held({ attributes: { hue: ['pink'] } }).some(({ category }) => category === 'jewellery')).toBe(false)
    expect(held({ attributes: { metal: ['rose'] } }).every(({ category }) => category === 'jewellery')).toBe(true)
  })

  it('a stone is among those that a piece carries', () => {
    expect(slugs({ attributes: { stone: ['pearl'] } })).toContain('beaded-necklace')
    expect(slugs({ attributes: { stone: ['pea'] } })).toEqual([])
  })

  it('by house, style and type as by attributes of those names', () => {
    expect(slugs({ houses: ['corvane'] })).toEqual(slugs({ attributes: { house: ['corvane'] } }))
    expect(slugs({ styles: ['gothic'] })).toEqual(slugs({ attributes: { style: ['gothic'] } }))
    expect(slugs({ categories: ['scarves'] })).toEqual(slugs({ attributes: { category: ['scarves'] } }))
    expect(held({ attributes: { subcategory: ['Capes'] } }).map((p) => p.subcategory)).toEqual([
      'capes',
      'capes',
      'capes',
    ])
  })

  it('an attribute that no piece has holds nothing, inherited names neither', () => {
    for (const dimension of ['toString', 'nothing', '__proto__', ''])
      expect(slugs({ attributes: Object.fromEntries([[dimension, ['x', '']]]) })).toEqual([])
  })

  it('by price, both ends included', () => {
    const [piece] = products
    if (!piece) throw new Error('there are products')
    expect(slugs({ price: { from: piece.price, to: piece.price } })).toContain(piece.slug)
    expect(slugs({ price: { from: piece.price + 1, to: null } })).not.toContain(piece.slug)
    expect(slugs({ price: { from: null, to: piece.price - 1 } })).not.toContain(piece.slug)
  })

  it('pieces named by hand always belong, in the order given, first where they lead', () => {
    const selects = { categories: ['scarves'], products: ['corvo-opera-cape', 'velluto-column'] }
    expect(slugs({ products: selects.products }).sort()).toEqual([...selects.products].sort())
    expect(held(selects).filter(({ category }) => category !== 'scarves')).toHaveLength(2)
    expect(
      namedFirst(selects, held(selects))
        .slice(0, 2)
        .map(({ slug }) => slug),
    ).toEqual(selects.products)
  })
})

describe('the colours that an edit means', () => {
  const meant = (selects: Selects | null) => meantColours(selects, held(selects))

  it('none where it asks for none', () => expect(meant({ houses: ['corvane'] })).toEqual({}))

  it('its hues, and a colourway’s own family', () => {
    expect(meant({ attributes: { hue: ['red'] } })).toEqual({ colour: ['red'] })
    expect(meant({ attributes: { hue: ['scarlet', 'noir'] } })).toEqual({ colour: ['black', 'red'] })
  })

  it('its metals as the listing chooses them', () => {
    expect(meant({ attributes: { metal: ['silver'] } })).toEqual({ metal: ['white-gold'] })
  })
})
