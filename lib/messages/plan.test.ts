import { describe, expect, it } from 'vitest'
import { UNPLACED, placementsOf, type Placements } from '@/lib/experiments/placed'
import { armOf, isHeldOut } from '@/lib/experiments/assign'
import { experimentSchema, type Experiment } from '@/lib/experiments/schema'
import type { Decided } from './caps'
import { planFor, type PlanInput } from './plan'
import { triggerSchema, type Due, type Trigger, type TriggerKey } from './schema'
import { TRIGGER_SEEDS } from './seeds'

const NOW = new Date('2026-11-21T17:00:00Z')
const HOUR = 3_600_000
const ago = (ms: number) => new Date(NOW.getTime() - ms)

const triggers: Trigger[] = TRIGGER_SEEDS.map(({ key, definition }) => ({ ...triggerSchema.parse(definition), key }))
const triggerOf = (key: TriggerKey): Trigger => {
  const found = triggers.find((one) => one.key === key)
  if (!found) throw new Error(key)
  return found
}

const dueOf = (cause: Due['cause'], since: Date, values: Partial<Due> = {}): Due => ({
  ...{ cause, since, subject: `${cause}:1`, kind: 'reminders', pieces: [], values: {}, why: { reasons: [] } },
  ...values,
})
const cart = (msAgo = 3 * HOUR) => dueOf('cart-left', ago(msAgo))

const decided = (values: Partial<Decided> = {}): Decided => ({
  ...{ cause: 'near-tier', subject: 'x', status: 'sent', reason: null, at: ago(HOUR), dueAt: values.at ?? ago(HOUR) },
  worded: values.status !== 'held' && values.status !== 'suppressed',
  ...values,
})

function plan(dues: readonly Due[], given: Partial<PlanInput> = {}) {
  return planFor({
    ...{ triggers, dues, history: [], choices: {}, consent: 'opt-out', hasAddress: true, timeZone: 'America/New_York' },
    ...{ placements: UNPLACED, now: NOW, ...given },
  })
}
/** What becomes of one cause, in a word. */
const word = (due: Due, given: Partial<PlanInput> = {}): string => {
  const [verdict] = plan([due], given)
  if (!verdict) return 'none'
  return 'why' in verdict ? verdict.why : 'reason' in verdict ? `${verdict.what} ${verdict.reason}` : verdict.what
}

describe('a cause has its time', () => {
  const { delayHours, withinHours } = triggerOf('cart-left')
  it.each([
    ['one millisecond before its delay is over', delayHours * HOUR - 1, 'early'],
    ['when its delay is over', delayHours * HOUR, 'write'],
    ['in the last millisecond of its time', withinHours * HOUR - 1, 'write'],
    ['when its time is over', withinHours * HOUR, 'late'],
  ])('%s', (_, ms, verdict) => {
    expect(word(cart(ms))).toBe(verdict)
  })

  it('is over where the morning would find it too late', () => {
    const night = new Date('2026-11-22T03:30:00Z') // 22:30 in New York: due at nine
    const since = (hours: number) => new Date(night.getTime() - hours * HOUR)
    expect(word(dueOf('cart-left', since(withinHours - 11)), { now: night })).toBe('write')
    expect(word(dueOf('cart-left', since(withinHours - 10)), { now: night })).toBe('late')
  })

  it('without a live trigger is none', () => {
    expect(word(cart(), { triggers: [] })).toBe('none')
  })
})

describe('what was said before', () => {
  it('is never said again, whatever became of it', () => {
    const before = { cause: 'cart-left', subject: 'cart-left:1', at: ago(400 * 24 * HOUR) }
    for (const status of ['held', 'queued', 'sent', 'kept', 'suppressed'] as const) {
      expect(word(cart(), { history: [decided({ ...before, status })] })).toBe('told')
    }
  })

  it('of the same trigger, silences it for its days, to the millisecond', () => {
    const days = triggerOf('cart-left').againAfterDays ?? 0
    const before = (at: Date, values: Partial<Decided> = {}) => [decided({ cause: 'cart-left', at, ...values })]
    expect(word(cart(), { history: before(ago(days * 24 * HOUR - 1)) })).toBe('again')
    expect(word(cart(), { history: before(ago(days * 24 * HOUR)) })).toBe('write')
    expect(word(cart(), { history: before(ago(HOUR), { status: 'suppressed', reason: 'not-wanted' }) })).toBe('again')
  })

  it('counts whatever became of it: its control’s held one does too', () => {
    const other = dueOf('cart-left', ago(3 * HOUR), { subject: 'cart-left:2' })
    const held = decided({ cause: 'cart-left', subject: 'cart-left:0', status: 'held', reason: 'experiment' })
    for (const reason of ['stale', 'put-away', 'gave-up', 'refused', 'not-wanted'] as const) {
      const written = { ...held, status: 'suppressed' as const, reason, worded: true }
      for (const due of [other, dueOf('near-tier', ago(50 * HOUR))]) {
        expect(word(due, { history: [written] })).toBe(word(due, { history: [held] }))
      }
    }
    expect(word(other, { history: [held] })).toBe('again')
    expect(word(dueOf('near-tier', ago(50 * HOUR)), { history: [held] })).toBe('day')
  })
})

describe('who gets none', () => {
  it('does not take them, as they said, or as their rule has it', () => {
    expect(word(cart(), { choices: { reminders: 'off' } })).toBe('suppressed not-wanted')
    expect(word(cart(), { choices: { news: 'off' } })).toBe('write')
    expect(word(cart(), { consent: 'opt-in' })).toBe('suppressed not-wanted')
    expect(word(cart(), { consent: 'opt-in', choices: { reminders: 'on' } })).toBe('write')
  })

  it('has no address', () => {
    expect(word(cart(), { hasAddress: false })).toBe('suppressed no-address')
  })
})

describe('caps', () => {
  it('let one through a day, to the millisecond, over all triggers and campaigns', () => {
    for (const cause of ['near-tier', 'campaign']) {
      expect(word(cart(), { history: [decided({ cause, at: ago(24 * HOUR - 1) })] })).toBe('day')
      expect(word(cart(), { history: [decided({ cause, at: ago(24 * HOUR) })] })).toBe('write')
    }
  })

  it('let three through a week', () => {
    const three = [2, 3, 6.9].map((days, i) => decided({ subject: String(i), at: ago(days * 24 * HOUR) }))
    expect(word(cart(), { history: three })).toBe('week')
    expect(word(cart(), { history: three.slice(1) })).toBe('write')
    const last = decided({ subject: 'week', at: ago(7 * 24 * HOUR) })
    expect(word(cart(), { history: [...three.slice(1), last] })).toBe('write')
  })

  it('count one that waits for the morning from then on, and not what nobody got or an order needed', () => {
    expect(word(cart(), { history: [decided({ at: ago(30 * HOUR), dueAt: ago(20 * HOUR) })] })).toBe('day')
    expect(word(cart(), { history: [decided({ status: 'suppressed', reason: 'not-wanted' })] })).toBe('write')
    expect(word(cart(), { history: [decided({ cause: 'order-placed' })] })).toBe('write')
    // As if it had been written: both arms differ by that one message.
    expect(word(cart(), { history: [decided({ status: 'held', reason: 'experiment' })] })).toBe('day')
  })
})

describe('several at once', () => {
  it('let the first by priority through, and lose none of the others', () => {
    const dues = [dueOf('browse-left', ago(5 * HOUR)), dueOf('near-tier', ago(50 * HOUR)), cart()]
    const told = plan(dues).map((verdict) => [verdict.due.cause, 'why' in verdict ? verdict.why : verdict.what])
    expect(told).toEqual([
      ['cart-left', 'write'],
      ['near-tier', 'behind'],
      ['browse-left', 'behind'],
    ])
    const history = [decided({ cause: 'cart-left', subject: 'cart-left:1', at: NOW })]
    const next = plan(dues, { history, now: new Date(NOW.getTime() + 24 * HOUR) })
    expect(next.find(({ what }) => what === 'write')?.due.cause).toBe('near-tier')
  })

  it('do not let who may not be written to take the place of another', () => {
    const told = plan([cart(), dueOf('near-tier', ago(50 * HOUR), { kind: 'loyalty' })], {
      choices: { reminders: 'off' },
    })
    expect(told.map(({ what }) => what)).toEqual(['suppressed', 'write'])
  })
})

describe('quiet hours', () => {
  it('let it wait for their morning, and count from there', () => {
    const night = new Date('2026-11-22T03:30:00Z') // 22:30 in New York
    const [verdict] = plan([dueOf('cart-left', new Date(night.getTime() - 3 * HOUR))], { now: night })
    expect(verdict).toMatchObject({ what: 'write', dueAt: new Date('2026-11-22T14:00:00Z') })
    const [elsewhere] = plan([dueOf('cart-left', new Date(night.getTime() - 3 * HOUR))], {
      ...{ now: night, timeZone: 'Asia/Tokyo' },
    })
    expect(elsewhere?.dueAt).toEqual(night)
  })
})

describe('what an order needs said', () => {
  const order = (ms: number) => dueOf('order-placed', ago(ms), { kind: 'transactional' })
  it('comes at once: at night, over every cap, whatever they want to be written, and held out or not', () => {
    const history = [decided(), decided({ subject: 'y' }), decided({ subject: 'z' })]
    const night = new Date('2026-11-22T03:30:00Z')
    const [verdict] = plan([dueOf('order-placed', night, { kind: 'transactional' })], {
      ...{ history, consent: 'opt-in', now: night, placements: heldOut().placements },
    })
    expect(verdict).toMatchObject({ what: 'write', dueAt: night, exposures: [] })
    expect(word(order(72 * HOUR - 1))).toBe('write')
    expect(word(order(72 * HOUR))).toBe('late')
    expect(word(order(0), { hasAddress: false })).toBe('suppressed no-address')
  })
})

const subjects = Array.from({ length: 400 }, (_, i) => `subject-${i}`)
const pick = (is: (subject: string) => boolean): string => {
  const found = subjects.find(is)
  if (!found) throw new Error('nobody is like that')
  return found
}
function heldOut(): { placements: Placements } {
  const subject = pick((one) => isHeldOut(0.05, one))
  return { placements: placementsOf({ list: [], holdout: 0.05 }, subject, { at: NOW }) }
}
const experimentOn = (values: object = {}): Experiment =>
  experimentSchema.parse({
    ...{ key: 'cart-words', slot: 'message.cart-left', control: 'none', salt: 'cart', from: ago(HOUR), holdout: 0.05 },
    ...{ until: new Date(NOW.getTime() + HOUR), metrics: [{ key: 'spend', worth: { relative: 0.1 } }] },
    arms: [
      { key: 'none', share: 0.5 },
      { key: 'message', share: 0.5 },
    ],
    ...values,
  })
const inArm = (arm: string, experiment = experimentOn()): Placements =>
  placementsOf(
    { list: [experiment], holdout: 0.05 },
    pick((one) => armOf(experimentOn(), one) === arm),
    { at: NOW },
  )

describe('arms', () => {
  it('hold the message of who is held out of everything, and log what they would have got', () => {
    expect(plan([cart()], heldOut())).toMatchObject([
      {
        ...{ what: 'held', reason: 'holdout', arm: null },
        exposures: [{ experiment: 'everything-50', arm: 'generic', counterfactual: true }],
      },
    ])
    expect(word(dueOf('welcome', ago(HOUR), { kind: 'loyalty' }), heldOut())).toBe('write')
  })

  it('hold the message of a control, and log both arms by the same trigger', () => {
    expect(plan([cart()], { placements: inArm('none') })).toMatchObject([
      {
        ...{ what: 'held', reason: 'experiment', arm: 'none' },
        exposures: [
          { experiment: 'everything-50', arm: 'personal', counterfactual: false },
          { experiment: 'cart-words', arm: 'none', counterfactual: true },
        ],
      },
    ])
    expect(plan([cart()], { placements: inArm('message') })).toMatchObject([
      {
        ...{ what: 'write', arm: 'message' },
        exposures: [
          { experiment: 'everything-50', arm: 'personal', counterfactual: false },
          { experiment: 'cart-words', arm: 'message', counterfactual: false },
        ],
      },
    ])
  })

  it('are asked last: who would not have got it anyway is exposed to nothing', () => {
    for (const placements of [inArm('none'), inArm('message'), heldOut().placements]) {
      expect(word(cart(), { placements, choices: { reminders: 'off' } })).toBe('suppressed not-wanted')
      expect(word(cart(), { placements, history: [decided()] })).toBe('day')
      expect(word(cart(HOUR), { placements })).toBe('early')
    }
  })

  it('say nothing outside the dates of their experiment, nor of other triggers', () => {
    const over = experimentOn({ from: ago(3 * HOUR), until: ago(HOUR) })
    expect(word(cart(), { placements: inArm('none', over) })).toBe('write')
    expect(word(dueOf('near-tier', ago(50 * HOUR)), { placements: inArm('none') })).toBe('write')
  })

  it('leave alone who does not take part: they are written to, and count for nothing of it', () => {
    const half = experimentOn({ share: 0.5 })
    const outside = pick((one) => armOf(half, one) === null)
    const placements = placementsOf({ list: [half], holdout: 0.05 }, outside, { at: NOW })
    const [verdict] = plan([cart()], { placements })
    expect(verdict).toMatchObject({ what: 'write', arm: null })
    expect(
      verdict && 'exposures' in verdict ? verdict.exposures.map(({ experiment }) => experiment) : [],
    ).not.toContain('cart-words')
  })

  it('let a held message take its place, so that both arms differ by it alone', () => {
    for (const arm of ['none', 'message']) {
      const told = plan([cart(), dueOf('near-tier', ago(50 * HOUR))], { placements: inArm(arm) })
      expect(told.map((one) => ('why' in one ? one.why : one.what))[1]).toBe('behind')
    }
  })
})
