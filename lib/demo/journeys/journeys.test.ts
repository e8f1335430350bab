import { describe, expect, it } from 'vitest'
import { seedAsCatalogue } from '@/prisma/seed/catalogue/as-catalogue'
import { JOURNEYS } from '.'
import { printJourney } from './print'
import type { Act } from './schema'

const catalogue = seedAsCatalogue(new Date('2026-11-16T20:20:00Z'))

describe.each(JOURNEYS)('$title', (journey) => {
  it('is what the docs print', async () => {
    await expect(printJourney(journey)).toMatchFileSnapshot(`../../../docs/journeys/${journey.key}.md`)
  })

  it('begins by arriving, so that it can be walked from anywhere', () => {
    expect(journey.steps[0]?.acts[0]?.do).toBe('arrive')
  })

  it('adds only pieces of the catalogue', () => {
    const added = journey.steps
      .flatMap((step) => step.acts)
      .filter((act): act is Extract<Act, { do: 'add' }> => act.do === 'add')
    for (const { product, colour } of added) {
      expect(catalogue.bySlug.get(product)?.colourways.map((way) => way.slug)).toContain(colour)
    }
  })

  it('tells something to see in every step', () => {
    for (const step of journey.steps) expect(step.see.length).toBeGreaterThan(0)
  })
})
