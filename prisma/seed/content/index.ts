import type { Client } from 'pg'
import type { MerchandisingDefinition } from '@/lib/catalog/merchandising'
import { isoDay, dayOf } from '@/lib/core/days'
import { PRESETS, type PresetName } from '@/lib/loyalty/presets'
import { triggerSchema } from '@/lib/messages/schema'
import { TRIGGER_SEEDS } from '@/lib/messages/seeds'
import { seededOffers } from '@/lib/offers/lifecycle/seeds'
import { daysBefore } from '../past/calendar'
import { EDITS } from './edits'
import type { SeededContent } from './piece'
import { promotionsOf } from './promotions'
import { STORIES } from './stories'

/** What marketers have written by the time that the demo begins; promotions speak of the programme that is shown. */
export const contentOf = (preset: PresetName): readonly SeededContent[] => [
  ...EDITS,
  ...STORIES,
  ...promotionsOf(PRESETS[preset]),
]

type SeededRule = { id: string; createdAt: Date; retiredAt: Date; definition: MerchandisingDefinition }

/** One rule that was taken back: the studio has something to show, and nobody's order is touched. */
function rulesAt(seedNow: Date): readonly SeededRule[] {
  const from = daysBefore(seedNow, 40)
  return [
    {
      id: '5e0a0003-0000-4000-8000-000000000001',
      createdAt: from,
      retiredAt: daysBefore(seedNow, 12),
      definition: {
        kind: 'pin',
        target: { by: 'product', product: 'loggia-velvet-cape' },
        category: 'outerwear',
        from: isoDay(dayOf(from)),
        until: null,
        place: 1,
        factor: null,
        note: 'New season',
      },
    },
  ]
}

/** Writes content, rules, lifecycle offers and what messages are caused by, in the caller's transaction. The same moment and programme give the same rows. */
export async function insertContent(client: Client, seedNow: Date, preset: PresetName): Promise<void> {
  for (const { slug, kind, status, daysAgo, definition } of contentOf(preset)) {
    await client.query(
      'insert into content_piece (slug, kind, status, definition, updated_at) values ($1, $2, $3, $4, $5)',
      [slug, kind, status, JSON.stringify(definition), daysBefore(seedNow, daysAgo)],
    )
  }
  for (const { id, createdAt, retiredAt, definition } of rulesAt(seedNow)) {
    await client.query(
      'insert into merchandising_rule (id, definition, created_at, retired_at) values ($1, $2, $3, $4)',
      [id, JSON.stringify(definition), createdAt, retiredAt],
    )
  }
  for (const { key, definition } of seededOffers(preset)) {
    await client.query(
      "insert into lifecycle_offer (key, status, definition, updated_at) values ($1, 'live', $2, $3)",
      [key, JSON.stringify(definition), daysBefore(seedNow, 60)],
    )
  }
  for (const { key, definition } of TRIGGER_SEEDS) {
    await client.query(
      "insert into message_trigger (key, status, definition, updated_at) values ($1, 'live', $2, $3)",
      [key, JSON.stringify(triggerSchema.parse(definition)), daysBefore(seedNow, 60)],
    )
  }
}
