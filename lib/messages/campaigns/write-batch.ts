import 'server-only'
import { db, type Transaction } from '@/lib/core/db'
import { newId, newToken } from '@/lib/core/ids'
import { campaignKey } from '@/lib/experiments/campaign'
import { holdoutKey } from '@/lib/experiments/assign'
import { appendExposures, type NewExposure } from '@/lib/experiments/queries'
import { Prisma } from '@/lib/generated/prisma/client'
import type { Due, MessageContent, MessageReason, MessageStatus } from '../schema'
import { readCandidates, type Asked } from './audience'
import { planCampaign, type Candidate, type Fate, type Planned } from './plan'
import type { Campaign } from './queries'

/** What a message of each fate is; null where none is written. */
const STANDS: Readonly<
  Record<Fate, { status: MessageStatus; reason: MessageReason | null; arm: string | null } | null>
> = {
  ...{ outside: null, enough: null },
  'not-wanted': { status: 'suppressed', reason: 'not-wanted', arm: null },
  'no-address': { status: 'suppressed', reason: 'no-address', arm: null },
  refused: { status: 'suppressed', reason: 'refused', arm: null },
  holdout: { status: 'held', reason: 'holdout', arm: null },
  control: { status: 'held', reason: 'experiment', arm: 'none' },
  gets: { status: 'queued', reason: null, arm: 'message' },
}

type Batch = {
  ids: readonly string[]
  runId: string
  asked: Asked
  campaign: Campaign
  due: Due
  planned: Planned
  /** What it says to each of those who get it. */
  composed: ReadonlyMap<string, MessageContent>
}
type Decided = { fate: Fate; candidate: Candidate & { allowed: boolean } }
type Tally = { written: number; held: number; suppressed: number; postponed: number }

/**
 * Writes a campaign's messages to some customers in one transaction, under the locks of their rows: whatever decides about
 * messages to them waits. Who may be written to is read again there, and who has the message keeps the one they have.
 */
export const writeBatch = (batch: Batch): Promise<Tally> => db.$transaction((tx) => writeWithin(tx, batch))

async function writeWithin(tx: Transaction, batch: Batch): Promise<Tally> {
  const { ids, runId, asked, planned, composed } = batch
  // In one order for everybody, so that nobody waits for somebody who waits for them.
  await tx.$queryRaw`select id from customer where id = any(${ids}::uuid[]) order by id for update`
  const found = await readCandidates(runId, asked, { ids }, tx)
  const tally = { written: 0, held: 0, suppressed: 0, postponed: 0 }
  const fates = new Map<string, Decided>()
  for (const { customerId, candidate } of found) {
    if (!candidate) continue
    const fate = planCampaign(planned, candidate)
    if (fate === 'enough') tally.postponed++
    if (STANDS[fate]) fates.set(customerId, { fate, candidate })
  }
  const inserted = new Set(await insert(tx, batch, fates))
  const exposures: NewExposure[] = []
  for (const [customerId, { fate, candidate }] of fates) {
    // Without a letter, as it could not be composed or they may be written to only since a moment ago, they do without.
    // They count in their arm all the same: their like in the control is not asked for a letter.
    const isWithout = fate === 'gets' && !composed.has(customerId)
    if (!isWithout && !inserted.has(customerId)) continue
    if (!isWithout) tally[fate === 'gets' ? 'written' : STANDS[fate]?.status === 'held' ? 'held' : 'suppressed']++
    if (candidate.allowed && !asked.movedClock) exposures.push(...exposuresOf(customerId, fate, batch))
  }
  await appendExposures(exposures, tx)
  return tally
}

/** Inserts a message for each of them but who is to get a letter and has none; @returns whose are new. */
async function insert(
  tx: Transaction,
  { asked, campaign, due, planned, composed }: Batch,
  fates: ReadonlyMap<string, Decided>,
): Promise<string[]> {
  const rows = [...fates].flatMap(([customerId, { fate, candidate }]) => {
    const stands = STANDS[fate]
    if (!stands) return []
    const letter = fate === 'gets' ? composed.get(customerId) : undefined
    if (fate === 'gets' && !letter) return []
    const arm = planned.experiment ? stands.arm : null
    const content = letter ? JSON.stringify(letter) : null
    return [
      Prisma.sql`(${newId()}::uuid, ${customerId}::uuid, ${due.cause}, ${due.subject}, ${campaign.id}::uuid, ${due.kind},
        ${stands.status}, ${stands.reason}, ${arm}, ${content}::jsonb, ${JSON.stringify(due.why)}::jsonb, ${newToken()},
        ${asked.asOf}::timestamptz, ${planned.dueAt(candidate)}::timestamptz, ${asked.movedClock})`,
    ]
  })
  if (rows.length === 0) return []
  const written = await tx.$queryRaw<{ id: string }[]>`
    insert into message (id, customer_id, cause, subject, campaign_id, kind, status, reason, arm, content, why, token, at, due_at,
      moved_clock) values ${Prisma.join(rows)}
    on conflict (customer_id, cause, subject, moved_clock) do nothing returning customer_id as id`
  return written.map(({ id }) => id)
}

/**
 * What counts for the campaign's own experiment and for the permanent holdout's: both arms of both at the same moment,
 * when it was sent, however late a run that was interrupted came to them.
 */
function exposuresOf(customerId: string, fate: Fate, { campaign, planned }: Batch): NewExposure[] {
  if (fate !== 'gets' && fate !== 'control' && fate !== 'holdout') return []
  const who = { who: customerId, customerId, at: campaign.sentAt ?? campaign.createdAt }
  const exposures: NewExposure[] = []
  if (planned.experiment && fate !== 'holdout') {
    const isControl = fate === 'control'
    const arm = isControl ? 'none' : 'message'
    exposures.push({ ...who, experiment: campaignKey(campaign.id), arm, counterfactual: isControl })
  }
  if (planned.holdout > 0) {
    const isHeld = fate === 'holdout'
    const arm = isHeld ? 'generic' : 'personal'
    exposures.push({ ...who, experiment: holdoutKey(planned.holdout), arm, counterfactual: isHeld })
  }
  return exposures
}
