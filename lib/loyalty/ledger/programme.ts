import 'server-only'
import { isPresetName, PRESETS } from '../presets'
import { parseProgramme } from '../programme'
import type { LoyaltyProgram } from '../schema'
import type { Sql } from './schema'

/**
 * The programme that a command works with: the preset asked for by name, else the version in force in the database, else
 * `sorento`. Throws an Error that lists the presets for a name that is none.
 * @param sql null where there is no database
 */
export async function programmeFor(sql: Sql | null, preset: string | undefined, asOf: Date): Promise<LoyaltyProgram> {
  if (preset !== undefined) {
    if (isPresetName(preset)) return PRESETS[preset]
    throw new Error(`There is no programme "${preset}". There is: ${Object.keys(PRESETS).join(', ')}.`)
  }
  const [version] = sql
    ? await sql<{ definition: unknown }>(
        'select definition from programme_version where effective_from <= $1 order by effective_from desc, id desc limit 1',
        [asOf.toISOString()],
      )
    : []
  return version ? parseProgramme(version.definition) : PRESETS.sorento
}
