import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MS_PER_DAY } from '@/lib/core/days'
import type { ComingChange, LoyaltyProgram, Standing, Tier } from './schema'
import { standingOf, type StandingInput } from './standing'
import { history } from './standing.arbitrary'

/** Only what is known: the future would reveal other facts, and this is about dates alone. */
function knownNow(input: StandingInput): StandingInput {
  const known = <T extends { at: Date }>(facts: readonly T[]) => facts.filter(({ at }) => at <= input.asOf)
  return {
    ...input,
    memberships: known(input.memberships),
    transactions: known(input.transactions),
    redemptions: known(input.redemptions ?? []),
  }
}
const standingAt = (input: StandingInput, ms: number): Standing | null => {
  const result = standingOf({ ...input, asOf: new Date(ms) })
  return result.member ? result.standing : null
}
const dayAfter = (day: Date) => day.getTime() + MS_PER_DAY
const placeOf = ({ tiers }: LoyaltyProgram, tier: Tier | null) => tiers.findIndex(({ key }) => key === tier?.key)

/** The standing without what only says when it was asked; `keep` ends by itself after its last day. */
const lasting = (standing: Standing | null, at: number) => {
  if (!standing) return null
  const { keep } = standing
  return { ...standing, asOf: null, keep: keep && at >= dayAfter(keep.by) && keep.amount > 0 ? null : keep }
}
const byMoment = (changes: readonly ComingChange[]) => {
  const groups = new Map<number, ComingChange[]>()
  for (const change of changes) {
    const group = groups.get(change.at.getTime())
    if (group) group.push(change)
    else groups.set(change.at.getTime(), [change])
  }
  return [...groups]
}

/** Follows what was announced to its end; a guard that renews itself for ever is followed a few times. */
function follow(input: StandingInput, fraction: number): void {
  let now = standingAt(input, input.asOf.getTime())
  let from = input.asOf.getTime()
  for (let step = 0; now && step < 25; step++) {
    const [next] = byMoment(now.changes)
    const until = next?.[0] ?? from + 1_500 * MS_PER_DAY
    for (const ms of [Math.min(until - 1, Math.floor(from + (until - from) * fraction)), until - 1]) {
      if (ms >= from) expect(lasting(standingAt(input, ms), ms)).toEqual(lasting(now, ms))
    }
    if (!next) return
    const then = standingAt(input, until)
    const [, changes] = next
    const lapses = changes.some(({ kind }) => kind === 'validity-ends')
    expect(then === null).toBe(lapses)
    const moved = changes.flatMap(({ tier }) => tier ?? [])
    if (moved.length > 0) expect(moved[0]?.from?.key).toBe(now.tier?.key)
    if (then) {
      expect(then.qualifyingSpend).toBe(now.qualifyingSpend + changes.reduce((sum, each) => sum + each.amount, 0))
      expect(then.points.active).toBe(now.points.active + changes.reduce((sum, each) => sum + each.points, 0))
      expect(then.tier?.key).toBe((moved.length > 0 ? moved.at(-1)?.to : now.tier)?.key)
      // What was announced beyond it is announced still.
      const rest = now.changes.filter(({ at }) => at.getTime() > until)
      expect(then.changes).toEqual(expect.arrayContaining(rest))
    }
    now = then
    from = until
  }
}

describe('what comes by itself, on random programmes and histories', () => {
  it('comes only on the dates announced, by the amounts announced, to the end', () => {
    fc.assert(
      fc.property(history, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (input, fraction) => {
        follow(knownNow(input), fraction)
      }),
      { numRuns: 400 },
    )
  })
})

describe('what keeps the tier, on random programmes and histories', () => {
  it('is enough until its last day, and one cent less is not', () => {
    fc.assert(
      fc.property(history, fc.double({ min: 0, max: 1, noNaN: true }), (given, fraction) => {
        const input = knownNow(given)
        const { programme, asOf } = input
        const now = standingAt(input, asOf.getTime())
        const keep = now?.keep
        if (!now || !keep) return
        const place = placeOf(programme, keep.tier)
        expect(keep.tier).toBe(now.tier)
        const lost = now.changes.find(
          ({ tier }) => tier && placeOf(programme, tier.from) >= place && placeOf(programme, tier.to) < place,
        )
        if (lost?.kind === 'validity-ends') return
        if (keep.amount === 0) {
          // Kept as things stand: a tier that ends by itself ends later than the day that keeps it.
          const decides = dayAfter(keep.by) + programme.hold.days * MS_PER_DAY
          if (lost) expect(lost.at.getTime()).toBeGreaterThanOrEqual(decides)
          return
        }
        expect(lost).toBeDefined()
        if (!lost) return
        const placeWith = (amount: number, at: number) => {
          const purchase = { kind: 'purchase' as const, at: new Date(at), amount, orderId: 'keeping' }
          const end = lost.at.getTime() + (programme.cycle ? MS_PER_DAY - 1 : 0)
          const then = standingAt({ ...input, transactions: [...input.transactions, purchase] }, end)
          return then && placeOf(programme, then.tier)
        }
        const first = Math.max(keep.from.getTime(), asOf.getTime())
        const last = dayAfter(keep.by) - 1
        expect(first).toBeLessThanOrEqual(last)
        for (const at of [first, Math.floor(first + (last - first) * fraction), last]) {
          expect(placeWith(keep.amount, at)).toBeGreaterThanOrEqual(place)
        }
        expect(placeWith(keep.amount - 1, last)).toBeLessThan(place)
        // Without a cycle the tier falls at the start of a day, and what is bought at that very moment raises it again.
        if (programme.cycle || programme.hold.days > 0) expect(placeWith(keep.amount, last + 1)).toBeLessThan(place)
      }),
      { numRuns: 600 },
    )
  })
})
