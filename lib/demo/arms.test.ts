import { describe, expect, it } from 'vitest'
import { anExperiment } from '@/lib/experiments/experiment.fixture'
import { placementsOf } from '@/lib/experiments/placed'
import { sayIn } from '@/lib/experience/say'
import { armChoices, withArm } from './arms'

const say = sayIn('en-US', 'USD', 'America/New_York')
const relation = anExperiment({ key: 'relation', slot: 'home.relation', holdout: 0 })
const message = anExperiment({ key: 'reminders', slot: 'message.cart-left', holdout: 0 })
const list = [relation, message]
const at = new Date('2026-02-01T00:00:00Z')
const choices = (forced: Record<string, string>) =>
  armChoices(list, placementsOf({ list, holdout: 0 }, 'somebody', { at, forced }), { forced, say })

describe('the arms that a presenter can show', () => {
  it('are those of the holdout and of what runs on pages, not of messages', () => {
    expect(choices({}).map(({ key, name, forced, arms }) => ({ key, name, forced, arms }))).toEqual([
      { key: 'everything', name: 'All personalisation together', forced: false, arms: ['personal', 'generic'] },
      { key: 'relation', name: 'The relationship on the home page', forced: false, arms: ['generic', 'personal'] },
    ])
  })

  it.each(['generic', 'personal'])('say what is shown: %s', (arm) => {
    const forced = { relation: arm, everything: arm }
    expect(choices(forced).map(({ shown, forced: chosen }) => [shown, chosen])).toEqual([
      [arm, true],
      [arm, true],
    ])
  })

  it('are taken and taken back one by one, and nothing else is', () => {
    const one = withArm({}, list, { experiment: 'relation', arm: 'personal' })
    expect(one).toEqual({ relation: 'personal' })
    const two = withArm(one ?? {}, list, { experiment: 'everything', arm: 'generic' })
    expect(two).toEqual({ relation: 'personal', everything: 'generic' })
    expect(withArm(two ?? {}, list, { experiment: 'relation', arm: null })).toEqual({ everything: 'generic' })
    for (const [experiment, arm] of [
      ['relation', 'loud'],
      ['reminders', 'personal'],
      ['unheard-of', 'personal'],
      ['everything', 'loud'],
    ] as const) {
      expect(withArm({}, list, { experiment, arm })).toBeNull()
    }
  })
})
