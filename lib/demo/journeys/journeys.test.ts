import { expect, it } from 'vitest'
import { ALL_JOURNEYS } from '.'
import { printJourney } from './print'

it.each(ALL_JOURNEYS)('$title is what the docs print', async (journey) => {
  await expect(printJourney(journey)).toMatchFileSnapshot(`../../../docs/journeys/${journey.key}.md`)
})
