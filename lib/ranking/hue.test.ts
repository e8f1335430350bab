import { describe, expect, it } from 'vitest'
import { hueOf } from './hue'
import { products } from './shop.fixture'

describe('the family of a colour', () => {
  it.each([
    ['scarlet', '#9c111b', 'red'],
    ['noir', '#6a6a6a', 'black'],
    ['petrol', '#12343b', 'blue'],
    ['pale-rose', '#ffffff', 'pink'],
  ])('goes by its name: %s', (slug, hex, hue) => expect(hueOf(slug, hex)).toBe(hue))

  it.each([
    ['#9c111b', 'red'],
    ['#0f0e12', 'black'],
    ['#ffffff', 'white'],
    ['#888888', 'grey'],
    ['#123a9a', 'blue'],
    ['#1d6b3f', 'green'],
    ['#6a1b7a', 'purple'],
    ['#f4a9b8', 'pink'],
    ['#7a4a22', 'brown'],
    ['#d4af37', 'gold'],
    ['#f3e9d2', 'cream'],
    ['nonsense', 'black'],
  ])('else by what was measured: %s', (hex, hue) => expect(hueOf('house-special', hex)).toBe(hue))

  it('knows every colour of the catalogue by name', () => {
    const colours = new Set(products.flatMap((product) => product.colourways.map((colourway) => colourway.slug)))
    // With a meaningless measure only the names that it knows escape "black".
    const unknown = [...colours].filter(
      (slug) => hueOf(slug, '#000000') === 'black' && !['noir', 'dark', 'graphite'].includes(slug),
    )
    expect(unknown).toEqual([])
  })
})
