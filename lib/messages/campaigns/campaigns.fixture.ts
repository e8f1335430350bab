import type { z } from 'zod'
import { campaignSchema, type CampaignDefinition } from '../schema'
import type { Candidate } from './plan'

/** News in English to everybody, with no control. */
export const aDefinition = (over: Partial<z.input<typeof campaignSchema>> = {}): CampaignDefinition =>
  campaignSchema.parse({
    ...{ kind: 'news', audience: {}, pieces: [], path: '/c/dresses', control: 0 },
    words: { en: { subject: 'New pieces', headline: 'A first look', text: 'They are here.' }, pl: null },
    ...over,
  })

/** A customer in the United States who bought once, has an address, said nothing and had nothing. */
export const aCandidate = (over: Partial<Candidate> = {}): Candidate => ({
  ...{ customerId: 'c0000000-0000-4000-8000-000000000000', subject: 'somebody' },
  ...{ tier: null, segment: 'one-timer', percentile: 50, atRisk: false },
  ...{ country: 'US', consent: 'opt-out', hasAddress: true, refused: false, choice: null, had: [], zone: null },
  ...over,
})
