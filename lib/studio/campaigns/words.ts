import { valuesIn } from '@/lib/catalog/listing'
import { z } from 'zod'
import type { Say } from '@/lib/experience/say'
import { FATES, NO_TIER, type Fate } from '@/lib/messages/campaigns/plan'
import type { Audience } from '@/lib/messages/schema'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { tierWords } from '../customers/list-words'

/** Whom a campaign is for, in one sentence of its conditions. */
export function audienceWords(
  { tiers, segments, band, atRisk }: Audience,
  programme: LoyaltyProgram,
  say: Say,
): string {
  const { t, list, number } = say
  const parts = [
    tiers.length > 0 ? list(tiers.map((key) => tierWords(key === NO_TIER ? null : key, programme, say))) : null,
    segments.length > 0 ? list(segments.map((segment) => t(`customers.segment.${segment}`))) : null,
    band && t('outbox.audience.band', { from: number(band.from), until: number(band.until) }),
    atRisk === null ? null : t(atRisk ? 'outbox.audience.atRisk' : 'outbox.audience.notAtRisk'),
  ].filter((part) => part !== null)
  return parts.length === 0 ? t('outbox.audience.everybody') : parts.join('; ')
}

type Params = Readonly<Record<string, string | string[] | undefined>>

/** Which people the address asks to be shown: who gets it where it asks nothing. */
export function sampleOf(params: Params): { of: Fate; after: string | null } {
  const asked = valuesIn(params, 'of')[0]
  const after = z.uuid().safeParse(valuesIn(params, 'after')[0])
  return { of: FATES.find((fate) => fate === asked) ?? 'gets', after: after.data ?? null }
}

/** The address of a draft's people of one fate. */
export const sampleAddress = (campaignId: string, of: Fate, after: string | null = null): string =>
  `/studio/campaigns/${campaignId}?${new URLSearchParams({ of, ...(after ? { after } : {}) }).toString()}#people`
