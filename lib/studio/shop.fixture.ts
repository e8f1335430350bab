import { sayIn } from '@/lib/experience/say'
import { PRESETS, type PresetName } from '@/lib/loyalty/presets'
import { seedAsCatalogue } from '@/prisma/seed/catalogue/as-catalogue'
import type { Shop } from './shop'

/** The seeded shop on 21 November 2026, without a database. */
export function shopOf(preset: PresetName = 'sorento', today = '2026-11-21'): Shop {
  const programme = PRESETS[preset]
  return {
    catalogue: seedAsCatalogue(new Date('2026-11-21T18:00:00Z')),
    programme,
    today,
    say: sayIn('en-US', programme.currency, programme.timeZone),
  }
}
