import { experimentSchema, type Experiment, type PutIn } from '@/lib/experiments/schema'
import type { PresetName } from '@/lib/loyalty/presets'
import { daysBefore } from '../past/calendar'

/** The key of the experiment whose past is invented. */
export const TRIAL = 'relation-on-home'
/** Its arm with an effect. */
export const TREATED = 'personal'

/** An experiment as it is written. */
export type SeededExperiment = { key: string; simulated: boolean; definition: Experiment }

/** Nobody is held out of everything in the demo; the setting `holdoutShare` says the same. */
const HOLDOUT = 0

/** Of the simulated one: the first and last day, so that by SEED_NOW all of its windows are over. */
const DAYS = { from: 300, until: 125 } as const

/** The value score is in units of the currency. */
const WORTH_OF_SCORE: Readonly<Record<PresetName, number>> = { sorento: 5, classic: 20 }

/** Whether the relational block on home brings people back: over, and what came of it is invented. */
export function trialOf(seedNow: Date, preset: PresetName): Experiment {
  return experimentSchema.parse({
    ...{ key: TRIAL, slot: 'home.relation', salt: TRIAL, control: 'generic', holdout: HOLDOUT },
    arms: [
      { key: 'generic', share: 0.5 },
      { key: TREATED, share: 0.5 },
    ],
    from: daysBefore(seedNow, DAYS.from),
    until: daysBefore(seedNow, DAYS.until),
    metrics: [
      { key: 'retention', worth: { absolute: 0.05 } },
      { key: 'second-purchase', worth: { absolute: 0.05 } },
      { key: 'tier-upgrade', worth: { relative: 0.2 } },
      { key: 'unsubscribe', worth: { relative: 0.2 } },
      { key: 'spend', worth: { relative: 0.1 } },
      { key: 'value-score', worth: { absolute: WORTH_OF_SCORE[preset] } },
    ],
    windowDays: 90,
    tunedFor: 2_000,
  })
}

/** What has just begun at SEED_NOW, and is real: its exposures are those that the shop writes from then on. */
function begunAt(seedNow: Date): Experiment[] {
  const rest = {
    ...{ holdout: HOLDOUT, from: seedNow, until: daysBefore(seedNow, -120), windowDays: 90, tunedFor: 5_000 },
    metrics: [
      { key: 'retention', worth: { relative: 0.1 } },
      { key: 'spend', worth: { relative: 0.1 } },
      { key: 'unsubscribe', worth: { relative: 0.2 } },
    ],
  }
  return [
    {
      ...{ ...rest, key: 'browse-left-message', salt: 'browse-left-message', slot: 'message.browse-left' },
      control: 'none',
      arms: [
        { key: 'none', share: 0.5 },
        { key: 'message', share: 0.5 },
      ],
    },
    {
      ...{ ...rest, key: 'birthday-on-home', salt: 'birthday-on-home', slot: 'home.offer:birthday' },
      control: 'generic',
      arms: [
        { key: 'generic', share: 0.5 },
        { key: 'personal', share: 0.5 },
      ],
    },
  ].map((definition) => experimentSchema.parse(definition))
}

/** All experiments of the demo, as they are written at SEED_NOW. `putIn`: what was put into the simulated one. */
export const seededExperiments = (seedNow: Date, preset: PresetName, putIn: PutIn): readonly SeededExperiment[] => [
  { key: TRIAL, simulated: true, definition: { ...trialOf(seedNow, preset), putIn } },
  ...begunAt(seedNow).map((definition) => ({ key: definition.key, simulated: false, definition })),
]
