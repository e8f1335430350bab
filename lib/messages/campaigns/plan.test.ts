import { describe, expect, it } from 'vitest'
import { armOf, isHeldOut } from '@/lib/experiments/assign'
import { campaignSchema } from '../schema'
import { aCandidate, aDefinition } from './campaigns.fixture'
import { isOf, planCampaign, plannedOf, type Candidate } from './plan'
import { campaignSeeds } from './seeds'

const ID = '7d1f0b52-93f0-4a0e-8f6e-2d8a4a7b9c11'
const sentAt = new Date('2026-11-21T18:00:00Z')
const planned = (over: Parameters<typeof aDefinition>[0] = {}, holdout = 0) =>
  plannedOf({ id: ID, definition: aDefinition(over), sentAt }, { asOf: sentAt, holdout, timeZone: 'America/New_York' })
const fate = (candidate: Parameters<typeof aCandidate>[0], over: Parameters<typeof aDefinition>[0] = {}, holdout = 0) =>
  planCampaign(planned(over, holdout), aCandidate(candidate))

/** The first of many subjects of whom something holds. */
const subjectWith = (holds: (subject: string) => boolean): string => {
  const found = Array.from({ length: 1_000 }, (_, n) => `subject-${n}`).find(holds)
  if (found === undefined) throw new Error('nobody is like that')
  return found
}

describe('an audience', () => {
  const everybody = { tiers: [], segments: [], band: null, atRisk: null }

  it('is everybody where it names no condition', () => {
    expect(isOf(everybody, aCandidate())).toBe(true)
  })

  it('knows who holds no tier', () => {
    const none = { ...everybody, tiers: ['none', 'gold'] }
    expect([null, 'gold', 'silver'].map((tier) => isOf(none, aCandidate({ tier })))).toEqual([true, true, false])
  })

  it('holds both ends of its band', () => {
    const band = { ...everybody, band: { from: 80, until: 90 } }
    const found = [79.99, 80, 90, 90.01].map((percentile) => isOf(band, aCandidate({ percentile })))
    expect(found).toEqual([false, true, true, false])
  })

  it('asks all of its conditions', () => {
    const audience = { tiers: ['gold'], segments: ['vip' as const], band: null, atRisk: true }
    const right: Partial<Candidate> = { tier: 'gold', segment: 'vip', atRisk: true }
    expect(isOf(audience, aCandidate(right))).toBe(true)
    for (const other of [{ tier: 'silver' }, { segment: 'repeat' as const }, { atRisk: false }]) {
      expect(isOf(audience, aCandidate({ ...right, ...other })), JSON.stringify(other)).toBe(false)
    }
  })
})

describe('a campaign', () => {
  it('is written to who may be written to', () => {
    expect(fate({})).toBe('gets')
  })

  it('asks for a yes where consent is opt-in, and hears a no everywhere', () => {
    expect(fate({ consent: 'opt-in' })).toBe('not-wanted')
    expect(fate({ consent: 'opt-in', choice: 'on' })).toBe('gets')
    expect(fate({ consent: 'opt-out', choice: 'off' })).toBe('not-wanted')
    expect(fate({ country: null })).toBe('gets')
  })

  it('goes to an address that takes it', () => {
    expect(fate({ hasAddress: false })).toBe('no-address')
    expect(fate({ refused: true })).toBe('refused')
  })

  it('leaves alone who had enough for a day or a week', () => {
    const hoursAgo = (hours: number) => sentAt.getTime() - hours * 3_600_000
    expect(fate({ had: [hoursAgo(23)] })).toBe('enough')
    expect(fate({ had: [hoursAgo(24)] })).toBe('gets')
    expect(fate({ had: [hoursAgo(30), hoursAgo(60), hoursAgo(167)] })).toBe('enough')
    expect(fate({ had: [hoursAgo(30), hoursAgo(60), hoursAgo(168)] })).toBe('gets')
  })

  it('waits for the morning of where they live, and counts from then what they had', () => {
    // 18:00 in London is 03:00 in Tokyo.
    const { dueAt } = planned()
    expect(dueAt({ zone: null, country: 'GB' })).toEqual(sentAt)
    expect(dueAt({ zone: 'Asia/Tokyo', country: 'GB' })).toEqual(new Date('2026-11-22T00:00:00Z'))
    const had = [sentAt.getTime() - 20 * 3_600_000]
    expect(fate({ had, country: 'GB', choice: 'on' })).toBe('enough')
    expect(fate({ had, country: 'JP', choice: 'on' })).toBe('gets')
  })

  it('leaves out a control, by the experiment’s own rule', () => {
    const { experiment } = planned({ control: 0.5 })
    if (!experiment) throw new Error('it has a control')
    for (const [arm, expected] of [
      ['none', 'control'],
      ['message', 'gets'],
    ] as const) {
      const subject = subjectWith((each) => armOf(experiment, each) === arm)
      expect(fate({ subject }, { control: 0.5 })).toBe(expected)
    }
    expect(planned({ control: 0 }).experiment).toBeNull()
  })

  it('holds out who is held out of everything, before any control', () => {
    const subject = subjectWith((each) => isHeldOut(0.05, each))
    expect(fate({ subject }, { control: 0.5 }, 0.05)).toBe('holdout')
    expect(fate({ subject }, { control: 0.5 }, 0)).not.toBe('holdout')
  })

  it('asks arms last, so that both meet the same conditions', () => {
    const subject = subjectWith((each) => isHeldOut(0.05, each))
    const held = { subject, had: [sentAt.getTime()] }
    expect(fate(held, {}, 0.05)).toBe('enough')
    expect(fate({ ...held, choice: 'off' }, {}, 0.05)).toBe('not-wanted')
    expect(fate({ ...held, tier: 'bronze' }, { audience: { tiers: ['gold'] } }, 0.05)).toBe('outside')
  })
})

it.each(['sorento', 'classic'] as const)('has seeds for %s that its schema takes', (preset) => {
  for (const { definition } of campaignSeeds(preset)) {
    expect(campaignSchema.safeParse(definition).error).toBeUndefined()
  }
})
