import 'server-only'
import { db } from '@/lib/core/db'
import { newId, sha256 } from '@/lib/core/ids'
import { logFault } from '@/lib/core/log'
import { campaignSchema, type CampaignDefinition } from '../schema'
import { readAudienceRun } from './audience'

export type CampaignStatus = 'draft' | 'sent'
export type Campaign = {
  id: string
  name: string
  status: CampaignStatus
  definition: CampaignDefinition
  createdAt: Date
  sentAt: Date | null
  /** When its last recipient was written; null before, and while a run has to go on with it. */
  finishedAt: Date | null
}

type Row = Omit<Campaign, 'definition' | 'status'> & { definition: unknown; status: string }

/** A campaign that no longer fits its schema is nobody's to send: it is left out and logged. */
function campaignOf({ definition, status, ...row }: Row): Campaign | null {
  const parsed = campaignSchema.safeParse(definition)
  if (!parsed.success) logFault('campaigns: one was left out', parsed.error, { id: row.id })
  return parsed.success ? { ...row, status: status === 'sent' ? 'sent' : 'draft', definition: parsed.data } : null
}

const fields = {
  ...{ id: true, name: true, status: true, definition: true, createdAt: true, sentAt: true, finishedAt: true },
} as const

/** A campaign; null for what is none. */
export async function readCampaign(id: string): Promise<Campaign | null> {
  const row = await db.campaign.findUnique({ where: { id }, select: fields })
  return row && campaignOf(row)
}

/** The newest campaigns, at most `limit`. */
export async function readCampaigns(limit: number): Promise<Campaign[]> {
  const rows = await db.campaign.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: fields,
  })
  return rows.flatMap((row) => campaignOf(row) ?? [])
}

/** Ids of campaigns that were sent by a moment and still have recipients to be written, the oldest first. */
export async function unfinishedCampaigns(asOf: Date): Promise<string[]> {
  const where = { status: 'sent', finishedAt: null, sentAt: { lte: asOf } }
  const rows = await db.campaign.findMany({ where, orderBy: [{ sentAt: 'asc' }, { id: 'asc' }], select: { id: true } })
  return rows.map(({ id }) => id)
}

export type Author = { staffId: string; now: Date }
type Draft = { name: string; definition: CampaignDefinition }

/** Tells a draft from what it was and will be: a page carries it, so that nobody changes or sends what they did not see. */
export const fingerprintOf = ({ name, definition }: Draft): string => sha256(JSON.stringify([name, definition]))

/** A new draft's id. */
export async function createCampaign({ name, definition }: Draft, { staffId, now }: Author): Promise<string> {
  const id = newId()
  const data = {
    id,
    name,
    status: 'draft',
    definition: structuredClone(definition),
    createdAt: now,
    createdBy: staffId,
  }
  await db.campaign.create({ data })
  return id
}

/** What became of a change: done, the draft is another by now, it was sent, or there is none. */
export type Changed = 'done' | 'changed' | 'sent' | 'gone'

/** Does something to a draft if it still is what its author had before them, while nobody else changes or sends it. */
function toDraft(
  id: string,
  seen: string,
  change: (tx: Pick<typeof db, 'campaign'>) => Promise<unknown>,
): Promise<Changed> {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`select id from campaign where id = ${id}::uuid for update`
    const row = await tx.campaign.findUnique({ where: { id }, select: fields })
    const campaign = row && campaignOf(row)
    if (!campaign) return 'gone'
    if (campaign.status === 'sent') return 'sent'
    if (fingerprintOf(campaign) !== seen) return 'changed'
    await change(tx)
    return 'done'
  })
}

/** Changes a draft, if nobody else did since it was `seen`. What was sent stays as it was. */
export const changeCampaign = (id: string, seen: string, { name, definition }: Draft): Promise<Changed> =>
  toDraft(id, seen, (tx) =>
    tx.campaign.update({ where: { id }, data: { name, definition: structuredClone(definition) } }),
  )

/** Takes a draft away for good. */
export const dropCampaign = (id: string, seen: string): Promise<Changed> =>
  toDraft(id, seen, (tx) => tx.campaign.delete({ where: { id } }))

/**
 * Marks a draft as sent, once: whoever comes second, by a second click or at another desk, is told that it was sent, and
 * who had other words or another audience before them that it was changed. Its recipients are written by `writeCampaign`,
 * now or by any later run. "no-run": before the first batch over all customers nobody is of any audience, and it stays a
 * draft.
 */
export async function sendCampaign(id: string, seen: string, { staffId, now }: Author): Promise<Changed | 'no-run'> {
  if (!(await readAudienceRun(now))) return 'no-run'
  return toDraft(id, seen, (tx) =>
    tx.campaign.update({ where: { id }, data: { status: 'sent', sentAt: now, sentBy: staffId } }),
  )
}
