import { experimentSchema, type Experiment } from './schema'

/** What a sent campaign is measured by: its id, the share of its audience that is not written to, when it was sent. */
export type MeasuredCampaign = { id: string; control: number; sentAt: Date }

/** The key of the experiment on a campaign. */
export const campaignKey = (id: string): string => `campaign-${id}`

/** Its arms: the control is not written to. */
export const CAMPAIGN_ARMS = { control: 'none', treated: 'message' } as const

/** How many days after it was sent its last recipient can be written: a run that was interrupted is finished long before. */
const DAYS_TO_WRITE = 30
const MS_PER_DAY = 86_400_000

/**
 * A campaign as an experiment: whoever is of its audience and may be written to is assigned by it, and both arms are
 * exposed at the moment at which the message is written, or would have been. Null where nobody is left out (a control of
 * 0): then there is nothing to compare with.
 * @param holdout the share that is held out of everything: they are in neither arm
 */
export function campaignExperiment({ id, control, sentAt }: MeasuredCampaign, holdout: number): Experiment | null {
  if (control <= 0) return null
  const { control: none, treated } = CAMPAIGN_ARMS
  return experimentSchema.parse({
    ...{ key: campaignKey(id), slot: `campaign:${id}`, control: none, salt: campaignKey(id), share: 1, holdout },
    arms: [
      { key: none, share: control },
      { key: treated, share: 1 - control },
    ],
    ...{ from: sentAt, until: new Date(sentAt.getTime() + DAYS_TO_WRITE * MS_PER_DAY) },
    metrics: [
      { key: 'spend', worth: { relative: 0.1 } },
      { key: 'retention', worth: { absolute: 0.02 } },
      { key: 'second-purchase', worth: { absolute: 0.02 } },
      { key: 'tier-upgrade', worth: { absolute: 0.02 } },
      { key: 'unsubscribe', worth: { absolute: 0.01 } },
      { key: 'value-score', worth: { relative: 0.1 } },
    ],
  })
}
