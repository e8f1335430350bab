import { armOf, isHeldOut } from '@/lib/experiments/assign'
import { campaignExperiment } from '@/lib/experiments/campaign'
import { HOLDOUT, type Experiment } from '@/lib/experiments/schema'
import { takes } from '@/lib/shopper/letters'
import { CAPS, type Audience, type CampaignDefinition } from '../schema'

/** A customer as the batch that says who the audience is found them. */
export type Counted = {
  customerId: string
  /** Key of the tier held; null for none. */
  tier: string | null
  segment: string
  /** Share of the base with a smaller value score, 0 to 100. */
  percentile: number
  atRisk: boolean
}

/** The same, with what decides whether they may be written to now. */
export type Candidate = Counted & {
  /** By what they are assigned to arms. */
  subject: string
  country: string | null
  hasAddress: boolean
  /** Their mail server refused the address for good. */
  refused: boolean
  /** Their newest yes or no to messages of this kind. */
  choice: 'on' | 'off' | null
  /** Messages that they had in the last day and week, without what is transactional. */
  had: { day: number; week: number }
}

/** What a campaign is to one customer, in the order in which it is asked. */
export const FATES = [
  /** Not of its audience. */
  'outside',
  /** They do not take messages of this kind. */
  'not-wanted',
  'no-address',
  'refused',
  /** They had enough messages for now. */
  'enough',
  /** Held out of everything. */
  'holdout',
  /** Of the share that is not written to, so that the campaign can be measured. */
  'control',
  'gets',
] as const
export type Fate = (typeof FATES)[number]

/** No tier, in an audience. */
const NO_TIER = 'none'

/** Whether somebody is of an audience: every condition that it names; the band's ends belong to it. */
export function isOf({ tiers, segments, band, atRisk }: Audience, counted: Counted): boolean {
  if (tiers.length > 0 && !tiers.includes(counted.tier ?? NO_TIER)) return false
  if (segments.length > 0 && !segments.some((segment) => segment === counted.segment)) return false
  if (band && (counted.percentile < band.from || counted.percentile > band.until)) return false
  return atRisk === null || counted.atRisk === atRisk
}

/** A campaign as it assigns: its definition, the experiment on it (null: nobody is left out), and who is held out. */
export type Planned = { definition: CampaignDefinition; experiment: Experiment | null; holdout: number }

/** How a campaign assigns: the same before it is sent and afterwards, since its id is what decides. */
export function plannedOf(
  { id, definition, sentAt }: { id: string; definition: CampaignDefinition; sentAt: Date },
  holdout: number,
): Planned {
  const { control } = definition
  const rest = { metrics: [], windowDays: 90, tunedFor: 5_000, holdout }
  return { definition, holdout, experiment: control > 0 ? campaignExperiment({ id, control, sentAt }, rest) : null }
}

/**
 * What a campaign is to a customer. The preview and the sending both ask this. Arms come last: both meet the same
 * conditions, so that they can be compared.
 */
export function planCampaign({ definition, experiment, holdout }: Planned, candidate: Candidate): Fate {
  const { kind, audience } = definition
  const { choice, country, subject, had } = candidate
  if (!isOf(audience, candidate)) return 'outside'
  if (!takes(kind, choice ? { [kind]: choice } : {}, country)) return 'not-wanted'
  if (!candidate.hasAddress) return 'no-address'
  if (candidate.refused) return 'refused'
  if (had.day >= CAPS.perDay || had.week >= CAPS.perWeek) return 'enough'
  if (isHeldOut(holdout, subject)) return 'holdout'
  const arm = experiment ? armOf(experiment, subject) : null
  if (arm === HOLDOUT) return 'holdout'
  return experiment && arm === experiment.control ? 'control' : 'gets'
}
