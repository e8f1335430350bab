import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EDITORIAL_NAMES, editorialPicture, productPicture } from '@/lib/catalog/pictures'
import { piecesOf } from '@/lib/content/pieces'
import { contentSchema } from '@/lib/content/schema'
import { suitsWho, type Who } from '@/lib/content/suits'
import { filledIn, isMisnamed, tiersNamedIn } from '@/lib/content/words'
import { PRESETS, type PresetName } from '@/lib/loyalty/presets'
import { catalogueIndex } from '@/lib/ranking/tokens'
import { seedAsCatalogue } from '../catalogue/as-catalogue'
import { contentOf } from '.'

const catalogue = seedAsCatalogue(new Date('2026-11-16T20:20:00Z'))
const tokens = new Set(catalogueIndex(catalogue.bySlug).keys)
const presets = Object.keys(PRESETS) as PresetName[]
const all = presets.flatMap((preset) => contentOf(preset).map((piece) => ({ preset, ...piece })))
const named = all.map((piece) => [`${piece.preset}: ${piece.slug}`, piece] as const)

describe.each(named)('%s', (_, { preset, slug, definition }) => {
  const words = [definition.title, definition.line, definition.link, ...definition.body]

  it('is what the schema says, word for word', () => {
    expect(contentSchema.parse(definition)).toEqual(definition)
    expect(slug).toMatch(/^[a-z0-9][a-z0-9-]{0,79}$/)
  })

  it('shows a picture that is there', () => {
    const { picture } = definition
    const sets =
      picture.from === 'editorial'
        ? EDITORIAL_NAMES.filter((name) => name === picture.name).flatMap((name) => [
            editorialPicture(name, 'wide'),
            editorialPicture(name, 'tall'),
          ])
        : [catalogue.bySlug.get(picture.product)].flatMap((piece) =>
            piece ? [productPicture(piece.detail.picture)] : [],
          )
    expect(sets.length).toBeGreaterThan(0)
    for (const { src } of sets) expect(existsSync(`public${src}`), src).toBe(true)
  })

  it('holds enough pieces, and only known ones by name', () => {
    const held = piecesOf(definition.selects, catalogue.products)
    expect(held.length).toBeGreaterThanOrEqual(6)
    for (const name of definition.selects?.products ?? []) expect(catalogue.bySlug.has(name), name).toBe(true)
    // Necklaces stand on black busts: they keep to themselves and to other jewellery.
    const mixed = held.some(({ category }) => category !== 'jewellery')
    if (mixed) expect(held.map(({ subcategory }) => subcategory)).not.toContain('necklaces')
  })

  it('likes what ranking can recognise', () => {
    for (const token of definition.suits.likes ?? []) expect(tokens.has(token), token).toBe(true)
  })

  it('speaks quietly, and states nothing that data decides', () => {
    const { tiers, currency } = PRESETS[preset]
    for (const text of words) {
      expect(text).not.toMatch(/!|\bsale\b|\bdiscount\b|%/i)
      expect(text, 'a figure').not.toMatch(/[0-9$€]/)
      expect(isMisnamed(text), text).toBe(false)
      for (const { name } of tiers) if (name !== 'White') expect(text).not.toMatch(new RegExp(`\\b${name}\\b`))
      expect(text).not.toContain(currency)
    }
    // Only paragraphs are filled in.
    expect(tiersNamedIn([definition.title, definition.line, definition.link])).toEqual([])
  })

  it('names only tiers that the programme has', () => {
    const keys: string[] = PRESETS[preset].tiers.map(({ key }) => key)
    for (const key of tiersNamedIn(definition.body)) expect(keys).toContain(key)
    for (const key of definition.suits.tiers ?? []) if (key !== 'none') expect(keys).toContain(key)
    expect(filledIn(definition.body, () => 'x')).toHaveLength(definition.body.length)
  })
})

describe.each(presets)('%s: there is enough to rotate in November', (preset) => {
  const live = contentOf(preset).flatMap(({ slug, kind, status, definition }) =>
    status === 'live' ? [{ ...definition, slug, kind, status }] : [],
  )
  const anybody: Who = { tier: null, country: 'US', arrival: null, who: 'guest', month: 11, day: '2026-11-16' }
  const people: Record<string, Who> = {
    'a stranger': anybody,
    'from Facebook': { ...anybody, arrival: 'facebook' },
    ...Object.fromEntries(
      PRESETS[preset].tiers.map(({ key }) => [`holding ${key}`, { ...anybody, tier: key, who: 'client' } as const]),
    ),
  }

  it.each(Object.entries(people))('for somebody %s', (_, who) => {
    const suited = live.filter((content) => suitsWho(content, who))
    expect(suited.length).toBeGreaterThanOrEqual(6)
    expect(new Set(suited.map(({ kind }) => kind))).toContain('edit')
    expect(new Set(suited.map(({ kind }) => kind))).toContain('story')
  })

  it('and something of their own for each tier and for those from Facebook', () => {
    const slugs = (who: Who) => live.filter((content) => suitsWho(content, who)).map(({ slug }) => slug)
    const strangers = slugs(anybody)
    for (const [name, who] of Object.entries(people)) {
      if (name === 'a stranger' || who.tier === 'white') continue
      expect(
        slugs(who).some((slug) => !strangers.includes(slug)),
        name,
      ).toBe(true)
    }
  })

  it('each under a name of its own, and enough the whole year round', () => {
    const slugs = contentOf(preset).map(({ slug }) => slug)
    expect(new Set(slugs).size).toBe(slugs.length)
    for (let month = 1; month <= 12; month++) {
      expect(live.filter((content) => suitsWho(content, { ...anybody, month })).length).toBeGreaterThanOrEqual(5)
    }
  })
})
