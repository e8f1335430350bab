import { experimentSchema, type Experiment } from './schema'

/** An experiment on the relational block, two even arms, nobody held out. */
export const anExperiment = (over: Partial<Experiment> = {}): Experiment =>
  experimentSchema.parse({
    ...{ key: 'relational-block', slot: 'home.relational', control: 'generic', salt: 'autumn', holdout: 0 },
    arms: [
      { key: 'generic', share: 0.5 },
      { key: 'personal', share: 0.5 },
    ],
    ...{ from: '2026-01-01T00:00:00Z', until: '2026-04-01T00:00:00Z' },
    metrics: [{ key: 'spend', worth: { relative: 0.1 } }],
    ...over,
  })
