import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'
import { HOLDOUT_KEYS, holdoutExperiment, holdoutKey, shareOfKey } from '@/lib/experiments/assign'
import { campaignExperiment, campaignKey } from '@/lib/experiments/campaign'
import { EVERYTHING } from '@/lib/experiments/placed'
import { readHoldoutShare } from '@/lib/experiments/queries'
import { experimentSchema, type Experiment } from '@/lib/experiments/schema'
import { readSpans } from './exposures'

/** An experiment as it is measured, and where it comes from. */
export type Measured = {
  experiment: Experiment
  from: 'experiment' | 'holdout' | 'campaign'
  /** A campaign's own name. */
  name: string | null
  /** Nobody is assigned any more, though it has not ended. */
  paused: boolean
  /** Part of the simulated past: its effect was put there. */
  simulated: boolean
}

/** By what campaigns and the holdout are judged, and the smallest changes that would be worth having. */
export const STANDARD_METRICS: Experiment['metrics'] = [
  { key: 'retention', worth: { relative: 0.1 } },
  { key: 'second-purchase', worth: { relative: 0.1 } },
  { key: 'tier-upgrade', worth: { relative: 0.2 } },
  { key: 'unsubscribe', worth: { absolute: 0.01 } },
  { key: 'spend', worth: { relative: 0.1 } },
  { key: 'value-score', worth: { absolute: 1 } },
]
const STANDARD = { metrics: STANDARD_METRICS, windowDays: 90, tunedFor: 5_000 }

/** The permanent holdout has no end. */
const NEVER = new Date('9999-01-01T00:00:00Z')

/** How many campaigns, the newest first, and how many experiments are listed; any can be asked for by its key. */
export const CAMPAIGNS_LISTED = 20
const EXPERIMENTS_LISTED = 100

/**
 * All that is measured as of a moment: the holdout where anybody is held out, each share that was held out before, the
 * newest first, then experiments as they began, then campaigns, the newest first.
 * What no longer fits its schema is left out and logged.
 */
export async function readMeasured(asOf: Date): Promise<Measured[]> {
  const [everything, rows, campaigns] = await Promise.all([
    readEverything(HOLDOUT_KEYS, asOf),
    db.experimentRow.findMany({ orderBy: { key: 'asc' }, take: EXPERIMENTS_LISTED }),
    db.campaign.findMany({
      where: sentUntil(asOf),
      orderBy: [{ sentAt: 'desc' }, { id: 'asc' }],
      take: CAMPAIGNS_LISTED,
    }),
  ])
  return [
    ...everything,
    ...rows.flatMap((row) => rowMeasured(row) ?? []).toSorted(byBeginning),
    ...campaigns.flatMap((campaign) => campaignMeasured(campaign) ?? []),
  ]
}

const byBeginning = (a: Measured, b: Measured): number => a.experiment.from.getTime() - b.experiment.from.getTime()

/** One of them by its key; null where there is none. */
export async function readMeasuredOf(key: string, asOf: Date): Promise<Measured | null> {
  if (shareOfKey(key) !== null) return (await readEverything([key], asOf))[0] ?? null
  const row = await db.experimentRow.findUnique({ where: { key } })
  if (row) return rowMeasured(row)
  const id = z.uuid().safeParse(key.slice(campaignKey('').length))
  if (!key.startsWith(campaignKey('')) || !id.success) return null
  const campaign = await db.campaign.findFirst({ where: { id: id.data, ...sentUntil(asOf) } })
  return campaign && campaignMeasured(campaign)
}

const sentUntil = (asOf: Date) => ({ status: 'sent', sentAt: { lte: asOf } })

/**
 * What all of it together is worth, by shares: each is an experiment of its own, counted since the first exposure that was
 * logged under it. The one that is held out now has no end, whoever was logged; one of before took people in as long as it
 * was logged.
 */
async function readEverything(keys: readonly string[], asOf: Date): Promise<Measured[]> {
  const [now, spans] = await Promise.all([readHoldoutShare(), readSpans(keys, asOf)])
  const own = holdoutKey(now)
  const begun = spans.find(({ key }) => key === own)
  const current = now > 0 && keys.includes(own) ? [everythingOf(now, { from: begun?.first ?? asOf, until: NEVER })] : []
  const former = spans.filter(({ key }) => key !== own).toSorted((a, b) => b.last.getTime() - a.last.getTime())
  return [
    ...current,
    ...former.map(({ key, first, last }) =>
      everythingOf(shareOfKey(key) ?? 0, { from: first, until: new Date(last.getTime() + 1) }),
    ),
  ]
}

const everythingOf = (share: number, dates: Pick<Experiment, 'from' | 'until'>): Measured => ({
  experiment: holdoutExperiment(share, { ...STANDARD, slot: EVERYTHING, ...dates }),
  ...{ from: 'holdout', name: null, paused: false, simulated: false },
})

/**
 * Experiments and campaigns are measured as if nobody were held out: who was then is not in their log, and the others are
 * in the same arm whatever the share. So the share of now says nothing about them.
 */
const NOBODY_HELD_OUT = { holdout: 0 }

type Row = { key: string; status: string; definition: unknown; simulated: boolean }

function rowMeasured({ key, status, definition, simulated }: Row): Measured | null {
  const parsed = experimentSchema.safeParse(definition)
  if (!parsed.success || parsed.data.key !== key) {
    logFault('results: an experiment was left out', parsed.error, { key })
    return null
  }
  const experiment = { ...parsed.data, ...NOBODY_HELD_OUT }
  return { experiment, from: 'experiment', name: null, paused: status === 'paused', simulated }
}

const controlSchema = z.object({ control: z.number().gt(0).lt(1) })

type Campaign = { id: string; name: string; definition: unknown; sentAt: Date | null }

/** Null for one that was sent to everybody: there is nothing to compare it with. */
function campaignMeasured({ id, name, definition, sentAt }: Campaign): Measured | null {
  const { data } = controlSchema.safeParse(definition)
  if (!data || !sentAt) return null
  const experiment = campaignExperiment({ id, control: data.control, sentAt }, { ...STANDARD, ...NOBODY_HELD_OUT })
  return { experiment, from: 'campaign', name, paused: false, simulated: false }
}
