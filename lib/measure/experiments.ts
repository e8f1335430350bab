import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'
import { holdoutExperiment } from '@/lib/experiments/assign'
import { campaignExperiment, campaignKey } from '@/lib/experiments/campaign'
import { EVERYTHING } from '@/lib/experiments/placed'
import { experimentSchema, HOLDOUT_SHARE, type Experiment } from '@/lib/experiments/schema'
import { readLogged } from './exposures'

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

/** The share that is held out of everything now. */
export async function readHoldoutShare(): Promise<number> {
  const setting = await db.setting.findUnique({ where: { key: 'holdoutShare' } })
  const share = setting ? Number(setting.value) : HOLDOUT_SHARE
  return share >= 0 && share < 1 ? share : HOLDOUT_SHARE
}

/**
 * All that is measured as of a moment: the holdout where anybody is held out, then experiments as they began, then
 * campaigns, the newest first.
 * What no longer fits its schema is left out and logged.
 */
export async function readMeasured(asOf: Date): Promise<Measured[]> {
  const holdout = await readHoldoutShare()
  const [everything, rows, campaigns] = await Promise.all([
    readEverything(holdout, asOf),
    db.experimentRow.findMany({ orderBy: { key: 'asc' }, take: EXPERIMENTS_LISTED }),
    db.campaign.findMany({
      where: sentUntil(asOf),
      orderBy: [{ sentAt: 'desc' }, { id: 'asc' }],
      take: CAMPAIGNS_LISTED,
    }),
  ])
  return [
    ...(everything ? [everything] : []),
    ...rows.flatMap((row) => rowMeasured(row, holdout) ?? []).toSorted(byBeginning),
    ...campaigns.flatMap((campaign) => campaignMeasured(campaign, holdout) ?? []),
  ]
}

const byBeginning = (a: Measured, b: Measured): number => a.experiment.from.getTime() - b.experiment.from.getTime()

/** One of them by its key; null where there is none. */
export async function readMeasuredOf(key: string, asOf: Date): Promise<Measured | null> {
  const holdout = await readHoldoutShare()
  if (key === EVERYTHING) return readEverything(holdout, asOf)
  const row = await db.experimentRow.findUnique({ where: { key } })
  if (row) return rowMeasured(row, holdout)
  const id = z.uuid().safeParse(key.slice(campaignKey('').length))
  if (!key.startsWith(campaignKey('')) || !id.success) return null
  const campaign = await db.campaign.findFirst({ where: { id: id.data, ...sentUntil(asOf) } })
  return campaign && campaignMeasured(campaign, holdout)
}

const sentUntil = (asOf: Date) => ({ status: 'sent', sentAt: { lte: asOf } })

/** What all of it together is worth: counted since the first exposure that was logged. */
async function readEverything(holdout: number, asOf: Date): Promise<Measured | null> {
  if (holdout <= 0) return null
  const { first } = await readLogged(EVERYTHING, asOf)
  const experiment = holdoutExperiment(holdout, { ...STANDARD, slot: EVERYTHING, from: first ?? asOf, until: NEVER })
  return { experiment, from: 'holdout', name: null, paused: false, simulated: false }
}

type Row = { key: string; status: string; definition: unknown; simulated: boolean }

function rowMeasured({ key, status, definition, simulated }: Row, holdout: number): Measured | null {
  const parsed = experimentSchema.safeParse(definition)
  if (!parsed.success || parsed.data.key !== key) {
    logFault('results: an experiment was left out', parsed.error, { key })
    return null
  }
  // As the shop has it: the same people are held out of all.
  const experiment = { ...parsed.data, holdout }
  return { experiment, from: 'experiment', name: null, paused: status === 'paused', simulated }
}

const controlSchema = z.object({ control: z.number().gt(0).lt(1) })

/** Null for one that was sent to everybody: there is nothing to compare it with. */
function campaignMeasured(
  { id, name, definition, sentAt }: { id: string; name: string; definition: unknown; sentAt: Date | null },
  holdout: number,
): Measured | null {
  const { data } = controlSchema.safeParse(definition)
  if (!data || !sentAt) return null
  const experiment = campaignExperiment({ id, control: data.control, sentAt }, { ...STANDARD, holdout })
  return { experiment, from: 'campaign', name, paused: false, simulated: false }
}
