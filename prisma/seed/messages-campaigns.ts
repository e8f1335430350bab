import type { Client } from 'pg'
import type { PresetName } from '@/lib/loyalty/presets'
import { campaignSeeds } from '@/lib/messages/campaigns/seeds'
import { campaignSchema } from '@/lib/messages/schema'
import { daysBefore } from './past/calendar'

/** Writes the campaigns of the demo as drafts of the day before, in the caller's transaction: none is sent. */
export async function insertCampaigns(client: Client, seedNow: Date, preset: PresetName): Promise<void> {
  for (const { id, name, definition } of campaignSeeds(preset)) {
    await client.query(
      "insert into campaign (id, name, status, definition, created_at) values ($1, $2, 'draft', $3, $4)",
      [id, name, JSON.stringify(campaignSchema.parse(definition)), daysBefore(seedNow, 1)],
    )
  }
}
