import 'server-only'
import { db } from '@/lib/core/db'
import { getExperiments } from '@/lib/experiments/queries'
import type { Experiment } from '@/lib/experiments/schema'
import { isPresetName, type PresetName } from '@/lib/loyalty/presets'

/** Whose shop the demo shows: the programme that the seed was made for. The house's own where no seed said otherwise. */
export async function readPreset(): Promise<PresetName> {
  const setting = await db.setting.findUnique({ where: { key: 'demoProgramme' }, select: { value: true } })
  return setting && isPresetName(setting.value) ? setting.value : 'sorento'
}

/** The live experiments of this moment. */
export async function readExperiments(): Promise<readonly Experiment[]> {
  const setting = await db.setting.findUnique({ where: { key: 'editorialVersion' }, select: { value: true } })
  return (await getExperiments(setting?.value ?? '')).list
}

/** The experiment whose past is simulated; null where the seed holds none. */
export async function readSimulated(): Promise<string | null> {
  const row = await db.experimentRow.findFirst({
    where: { simulated: true },
    orderBy: { key: 'asc' },
    select: { key: true },
  })
  return row?.key ?? null
}
