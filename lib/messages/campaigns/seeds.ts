import type { z } from 'zod'
import { PRESETS, type PresetName } from '@/lib/loyalty/presets'
import type { campaignSchema } from '../schema'

/** A campaign that comes with the simulated past. */
type Seeded = { id: string; name: string; definition: z.input<typeof campaignSchema> }

/** A draft to the two highest tiers, so that the demo can show who would get it, and send it once. */
export function campaignSeeds(preset: PresetName): readonly Seeded[] {
  const tiers = PRESETS[preset].tiers.slice(-2)
  return [
    {
      id: '5f0c2f8e-2d54-4a7e-9f0b-0c1d6a7e4b31',
      name: `New pieces for ${tiers.map(({ name }) => name).join(' and ')}`,
      definition: {
        kind: 'news',
        audience: { tiers: tiers.map(({ key }) => key), segments: ['repeat', 'vip'], band: null, atRisk: null },
        words: {
          en: {
            subject: 'The new pieces of our houses',
            headline: 'New pieces, for you',
            text: 'New pieces have arrived from the houses, and we would like you to see them.\n\nThey are in the shop, in every size we have.',
          },
          pl: {
            subject: 'Nowości od naszych domów mody',
            headline: 'Nowości, dla Ciebie',
            text: 'Nadeszły nowe rzeczy od naszych domów mody i chcemy Ci je pokazać.\n\nSą w sklepie, w każdym rozmiarze, który mamy.',
          },
        },
        pieces: [],
        path: '/c/dresses',
        control: 0.2,
      },
    },
  ]
}
