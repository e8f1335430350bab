import { armOf, isHeldOut } from '@/lib/experiments/assign'
import { campaignExperiment } from '@/lib/experiments/campaign'
import { HOLDOUT, type Experiment } from '@/lib/experiments/schema'
import { takes } from '@/lib/shopper/letters'
import type { Consent } from '@/lib/shopper/market'
import type { Segment } from '@/lib/value/schema'
import { cappedAt, type Decided } from '../caps'
import { afterQuiet, NIGHT } from '../quiet'
import type { Audience, CampaignDefinition } from '../schema'
import { zoneOf } from '../zones'

/** A customer as the batch that says who the audience is found them. */
export type Counted = {
  customerId: string
  /** Key of the tier held; null for none. */
  tier: string | null
  segment: Segment
  /** Share of the base with a smaller value score, 0 to 100. */
  percentile: number
  atRisk: boolean
}

/** The same, with what decides whether they may be written to now. */
export type Candidate = Counted & {
  /** By what they are assigned to arms. */
  subject: string
  country: string | null
  /** What holds where they said nothing. */
  consent: Consent
  hasAddress: boolean
  /** Their mail server refused the address for good. */
  refused: boolean
  /** Their newest yes or no to messages of this kind. */
  choice: 'on' | 'off' | null
  /** Moments (milliseconds) at which the messages of the last days were due that take a place among theirs. */
  had: readonly number[]
  /** The time zone that they answered. */
  zone: string | null
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

/** Of an audience: whoever holds no tier. */
export const NO_TIER = 'none'

/** Whether somebody is of an audience: every condition that it names; the band's ends belong to it. */
export function isOf({ tiers, segments, band, atRisk }: Audience, counted: Counted): boolean {
  if (tiers.length > 0 && !tiers.includes(counted.tier ?? NO_TIER)) return false
  if (segments.length > 0 && !segments.includes(counted.segment)) return false
  if (band && (counted.percentile < band.from || counted.percentile > band.until)) return false
  return atRisk === null || counted.atRisk === atRisk
}

/** A campaign at a moment: its definition, the experiment on it (null: nobody is left out), who is held out, and when. */
export type Planned = {
  definition: CampaignDefinition
  experiment: Experiment | null
  holdout: number
  /** When it is due by the clock of a customer: after their night. */
  dueAt: (candidate: Pick<Candidate, 'zone' | 'country'>) => Date
}

/** Who is held out of everything, when it is, and where those live of whom nothing is known. */
export type Moment = { asOf: Date; holdout: number; timeZone: string }

/** How a campaign is planned: it assigns alike before it is sent and afterwards, since its id is what decides. */
export function plannedOf(
  { id, definition, sentAt }: { id: string; definition: CampaignDefinition; sentAt: Date },
  { asOf, holdout, timeZone }: Moment,
): Planned {
  const { control } = definition
  const rest = { metrics: [], windowDays: 90, tunedFor: 5_000, holdout }
  // A few zones among many customers, and a zone's answer is slow to find.
  const mornings = new Map<string, Date>()
  const dueAt: Planned['dueAt'] = ({ zone, country }) => {
    const theirs = zoneOf({ answer: zone ?? undefined, country, programme: timeZone })
    const known = mornings.get(theirs) ?? afterQuiet(asOf, NIGHT, theirs)
    mornings.set(theirs, known)
    return known
  }
  const experiment = control > 0 ? campaignExperiment({ id, control, sentAt }, rest) : null
  return { definition, holdout, experiment, dueAt }
}

/** A message as the caps count it: one that was written or held. */
const placed = (dueAt: number): Decided => {
  const at = new Date(dueAt)
  return { cause: 'campaign', subject: '', status: 'sent', reason: null, worded: true, at, dueAt: at }
}

/**
 * What a campaign is to a customer. The preview and the sending both ask this. Arms come last: both meet the same
 * conditions, so that they can be compared.
 */
export function planCampaign({ definition, experiment, holdout, dueAt }: Planned, candidate: Candidate): Fate {
  const { kind, audience } = definition
  const { choice, consent, subject, had } = candidate
  if (!isOf(audience, candidate)) return 'outside'
  if (!takes(kind, choice ? { [kind]: choice } : {}, consent)) return 'not-wanted'
  if (!candidate.hasAddress) return 'no-address'
  if (candidate.refused) return 'refused'
  if (had.length > 0 && cappedAt(dueAt(candidate), had.map(placed))) return 'enough'
  if (!experiment) return isHeldOut(holdout, subject) ? 'holdout' : 'gets'
  const arm = armOf(experiment, subject)
  if (arm === HOLDOUT) return 'holdout'
  return arm === experiment.control ? 'control' : 'gets'
}
