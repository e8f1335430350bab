import 'server-only'
import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'
import { readPerson } from '@/lib/experience/read-person'
import { getExperiments } from '@/lib/experiments/queries'
import { currentProgramme } from '@/lib/loyalty/queries'
import { getProjections } from '@/lib/ranking/queries'
import { composeMessage } from '../compose'
import type { Due, MessageContent } from '../schema'
import { readAudienceRun, readCandidates, type Asked } from './audience'
import { planCampaign, plannedOf, type Planned } from './plan'
import { readCampaign, unfinishedCampaigns, type Campaign } from './queries'
import { writeBatch } from './write-batch'

/** Recipients to a transaction: their rows are locked until it ends. */
const BATCH = 50
/** Persons that are read at once. */
const READERS = 5

/** What writing a campaign came to. */
export type CampaignReport = {
  written: number
  held: number
  suppressed: number
  /** They had enough messages for now, and do not get this one. */
  postponed: number
  /** Nobody is left to be written to. */
  finished: boolean
}

/** The named moments between which somebody else may slip in, for tests. */
export type CampaignStep = 'composed' | 'batch-written'
export type CampaignSteps = (step: CampaignStep) => Promise<void> | void

export type Writing = {
  /** Domain time: what is known by then decides who may be written to. */
  asOf: Date
  movedClock?: boolean
  /** Stops after so many batches and leaves the rest to the next caller. */
  batches?: number
  steps?: CampaignSteps
}

/** What gave cause to a campaign's message: the same for everybody, since its id makes it the same message. */
const campaignSubject = (id: string): string => `campaign:${id}`

/** Without its name, which is the staff's own: reasons are for customers to read. */
function dueOf({ id, definition, sentAt, createdAt }: Campaign): Due {
  const reasons = [{ key: 'message.why.campaign', values: {}, facts: [campaignSubject(id)] }]
  return {
    ...{ cause: 'campaign', subject: campaignSubject(id), since: sentAt ?? createdAt, kind: definition.kind },
    ...{ pieces: definition.pieces, values: {}, why: { reasons } },
  }
}

/**
 * Writes a sent campaign's messages, each recipient once, whoever calls this, how often and at the same time as whom: a
 * batch is one transaction under the locks of its recipients, in which is asked again who may be written to. What a crash
 * left is written by the next call; who has a message keeps it. The audience is that of the batch over all customers that
 * was the newest when it was sent. Who could not be composed for is logged and gets none, and counts in their
 * arm. A draft is not touched, nor what was sent before there was a batch: that stays unfinished.
 */
export async function writeCampaign(campaignId: string, writing: Writing): Promise<CampaignReport> {
  const { asOf, movedClock = false, batches = Infinity, steps } = writing
  const report: CampaignReport = { written: 0, held: 0, suppressed: 0, postponed: 0, finished: false }
  const campaign = await readCampaign(campaignId)
  if (!campaign || campaign.status !== 'sent' || !campaign.sentAt) return report
  if (campaign.finishedAt) return { ...report, finished: true }
  const [run, planned] = await Promise.all([readAudienceRun(campaign.sentAt), readPlanned(campaign, asOf)])
  const { audience, kind } = campaign.definition
  if (!run) return report
  const asked: Asked = { audience, kind, asOf, movedClock }
  const due = dueOf(campaign)
  let after: string | null = null
  for (let batch = 0; ; batch++) {
    const found = await readCandidates(run.id, asked, { after, limit: BATCH, unwritten: due.subject })
    if (found.length === 0) break
    if (batch >= batches) return report
    after = found.at(-1)?.customerId ?? null
    const candidates = found.flatMap(({ candidate }) => candidate ?? [])
    const composed = await composeFor(
      candidates.filter((candidate) => planCampaign(planned, candidate) === 'gets').map(({ customerId }) => customerId),
      { campaign, due, asOf },
    )
    await steps?.('composed')
    const ids = candidates.map(({ customerId }) => customerId)
    const done = await writeBatch({ ids, runId: run.id, asked, campaign, due, planned, composed })
    for (const key of ['written', 'held', 'suppressed', 'postponed'] as const) report[key] += done[key]
    await steps?.('batch-written')
  }
  // Under a moved clock other messages are written, which finish nothing for everybody else.
  const where = { id: campaignId, finishedAt: null }
  if (!movedClock) await db.campaign.updateMany({ where, data: { finishedAt: asOf } })
  return { ...report, finished: true }
}

/**
 * Goes on with every campaign that was sent and not finished: part of each run. Campaigns are sent by the shop's own
 * clock; a moved one has none to finish.
 */
export async function finishCampaigns({
  asOf,
  movedClock = false,
}: Writing): Promise<Omit<CampaignReport, 'finished'>> {
  const sum = { written: 0, held: 0, suppressed: 0, postponed: 0 }
  if (movedClock) return sum
  for (const id of await unfinishedCampaigns(asOf)) {
    const done = await writeCampaign(id, { asOf })
    for (const key of ['written', 'held', 'suppressed', 'postponed'] as const) sum[key] += done[key]
  }
  return sum
}

/** How a campaign is planned as of a moment, by today's holdout and the programme's time zone. */
export async function readPlanned(
  { id, definition, sentAt }: Pick<Campaign, 'id' | 'definition' | 'sentAt'>,
  asOf: Date,
): Promise<Planned> {
  const [version, { timeZone }] = await Promise.all([
    db.setting.findUnique({ where: { key: 'editorialVersion' } }),
    currentProgramme(asOf),
  ])
  const { holdout } = await getExperiments(version?.value ?? '')
  return plannedOf({ id, definition, sentAt: sentAt ?? asOf }, { asOf, holdout, timeZone })
}

/** What a campaign says to each of some customers, in their language, a few of them read at once. */
async function composeFor(
  ids: readonly string[],
  { campaign, due, asOf }: { campaign: Campaign; due: Due; asOf: Date },
): Promise<Map<string, MessageContent>> {
  const composed = new Map<string, MessageContent>()
  if (ids.length === 0) return composed
  const projections = await getProjections()
  for (let i = 0; i < ids.length; i += READERS) {
    const persons = await Promise.all(
      ids.slice(i, i + READERS).map(async (id) => [id, await readPerson(id, asOf, 'message')] as const),
    )
    for (const [id, person] of persons) {
      if (!person) continue
      const { shopper } = person
      const content = tryCompose(id, () => composeMessage(shopper, due, { projections, campaign: campaign.definition }))
      if (content) composed.set(id, content)
    }
  }
  return composed
}

/** One letter that cannot be composed must not keep everybody else's: the same would happen at every later run. */
function tryCompose(customerId: string, compose: () => MessageContent): MessageContent | null {
  try {
    return compose()
  } catch (error) {
    logFault('campaigns: a message was not composed', error, { customerId })
    return null
  }
}
