import 'server-only'
import { db } from '@/lib/core/db'
import { isPresetName, type PresetName } from '@/lib/loyalty/presets'

/** Whose shop the demo shows: the programme that the seed was made for. The house's own where no seed said otherwise. */
export async function readPreset(): Promise<PresetName> {
  const setting = await db.setting.findUnique({ where: { key: 'demoProgramme' }, select: { value: true } })
  return setting && isPresetName(setting.value) ? setting.value : 'sorento'
}
