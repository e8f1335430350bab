import type { MembershipFact } from './schema'

/** One uninterrupted membership. `until` is null while it lasts. */
export type Membership = { from: Date; until: Date | null }

/**
 * The memberships that the facts not later than `asOf` amount to, earlier to later. Joining twice and resigning
 * without being a member change nothing. At one and the same moment a resignation is read before a joining, so that
 * joining wins.
 */
export function membershipsOf(facts: readonly MembershipFact[], asOf: Date): Membership[] {
  const visible = facts
    .filter((fact) => fact.at <= asOf)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || Number(a.kind === 'join') - Number(b.kind === 'join'))
  const memberships: Membership[] = []
  for (const { kind, at } of visible) {
    const last = memberships.at(-1)
    const member = last !== undefined && last.until === null
    if (kind === 'join' && !member) memberships.push({ from: at, until: null })
    if (kind === 'resign' && member) last.until = at
  }
  return memberships
}
