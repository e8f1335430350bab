import { sorento } from './presets/sorento'
import { parseProgramme } from './programme'
import { standingOf } from './standing'
import type { MembershipFact, Standing, Transaction } from './schema'

// One customer's facts in few words, for tests. "2026-01-05" is that day at noon, UTC.

export const at = (moment: string) => new Date(moment.length === 10 ? `${moment}T12:00:00.000Z` : moment)
export const join = (moment: string): MembershipFact => ({
  kind: 'join',
  at: at(moment),
  reason: 'request',
  orderId: null,
})
export const resign = (moment: string): MembershipFact => ({ ...join(moment), kind: 'resign' })
export const bought = (moment: string, dollars: number, orderId = `order-${moment}`): Transaction => ({
  kind: 'purchase',
  at: at(moment),
  amount: Math.round(dollars * 100),
  orderId,
})
export const returned = (moment: string, dollars: number, orderId = 'unknown'): Transaction => ({
  ...bought(moment, dollars, orderId),
  kind: 'return',
})

export const confirm = (moment: string): MembershipFact => ({ ...join(moment), kind: 'confirm' })

/** The preset without its guard, and where only who asks becomes a member: the window and the joining day alone. */
export const plain = parseProgramme({
  ...sorento,
  cycle: null,
  joining: { byRequest: true, byFirstPurchase: false, byTierOrder: false },
})
/** The preset with some settings replaced. */
export const sorentoWith = (settings: object) => parseProgramme({ ...sorento, ...settings })

export function standing(
  asOf: string,
  memberships: MembershipFact[],
  transactions: Transaction[],
  programme = sorento,
): Standing {
  const result = standingOf({ programme, memberships, transactions, asOf: at(asOf) })
  if (!result.member) throw new Error('expected a member')
  return result.standing
}
/** The history as rows: when, from, to, by what, by which order. */
export const changes = ({ history }: Standing) =>
  history.map(({ at, from, to, by, orderId }) => [at.toISOString(), from?.key ?? null, to?.key ?? null, by, orderId])
/** What comes by itself, as rows: the day, what, how much it adds to the spend, and the tier it leads from and to. */
export const coming = ({ changes: all }: Standing) =>
  all
    .filter(({ kind }) => !kind.startsWith('points'))
    .map(({ at, kind, amount, tier }) => [
      at.toISOString().slice(0, 10),
      kind,
      amount / 100,
      ...(tier ? [`${tier.from?.key ?? 'none'} to ${tier.to?.key ?? 'none'}`] : []),
    ])
