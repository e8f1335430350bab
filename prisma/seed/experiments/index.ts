import type { Client } from 'pg'
import type { PutIn } from '@/lib/experiments/schema'
import type { PresetName } from '@/lib/loyalty/presets'
import { seededExperiments } from './definitions'

/**
 * Writes the experiments of the demo, in the caller's transaction. One that is over is paused: a live one shows its
 * control outside its dates.
 */
export async function insertExperiments(
  client: Client,
  seedNow: Date,
  { preset, putIn }: { preset: PresetName; putIn: PutIn },
): Promise<void> {
  for (const { key, simulated, definition } of seededExperiments(seedNow, preset, putIn)) {
    await client.query(
      'insert into experiment (key, status, definition, simulated, updated_at) values ($1, $2, $3, $4, $5)',
      [key, definition.until > seedNow ? 'live' : 'paused', JSON.stringify(definition), simulated, seedNow],
    )
  }
}
