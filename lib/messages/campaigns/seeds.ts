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
      name: `First look for ${tiers.map(({ name }) => name).join(' and ')}`,
      definition: {
        kind: 'news',
        audience: { tiers: tiers.map(({ key }) => key), segments: ['repeat', 'vip'], band: null, atRisk: null },
        words: {
          en: {
            subject: 'The new pieces, before everybody else',
            headline: 'A first look, for you',
            text: 'New pieces have arrived from the houses. Before they are shown on the first page, we would like you to see them.\n\nThey are in the shop from today, in every size we have.',
          },
          pl: {
            subject: 'Nowości, zanim zobaczą je inni',
            headline: 'Pierwsze spojrzenie, dla Ciebie',
            text: 'Nadeszły nowe rzeczy od naszych domów mody. Zanim trafią na pierwszą stronę, chcemy pokazać je Tobie.\n\nOd dziś są w sklepie, w każdym rozmiarze, który mamy.',
          },
        },
        pieces: [],
        path: '/c/dresses',
        control: 0.2,
      },
    },
  ]
}
