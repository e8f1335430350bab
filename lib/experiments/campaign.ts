import { MS_PER_DAY } from '@/lib/core/days'
import type { Experiment } from './schema'

/** Under what a campaign's exposures are logged. */
export const campaignKey = (id: string): string => `campaign-${id}`

/**
 * A campaign as an experiment, so that the same analysis says what it was worth: the share `control` of its audience is
 * in the arm "none" and is not written to. It is sent once: who is logged at `sentAt` is in, a day is time enough for all
 * of them.
 * @param holdout the share that is held out of everything.
 */
export const campaignExperiment = (
  { id, control, sentAt }: { id: string; control: number; sentAt: Date },
  rest: Pick<Experiment, 'metrics' | 'windowDays' | 'tunedFor' | 'holdout'>,
): Experiment => ({
  ...rest,
  ...{ key: campaignKey(id), salt: campaignKey(id), slot: `campaign:${id}`, control: 'none', share: 1 },
  arms: [
    { key: 'none', share: control },
    { key: 'message', share: 1 - control },
  ],
  ...{ from: sentAt, until: new Date(sentAt.getTime() + MS_PER_DAY) },
})
