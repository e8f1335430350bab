import 'server-only'
import { db, type Transaction } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { membershipsOf } from '@/lib/loyalty/membership'
import type { LoyaltyProgram, MembershipFact } from '@/lib/loyalty/schema'
import { standingOf } from '@/lib/loyalty/standing'
import { lockCustomer } from '@/lib/orders/guards'
import { readCustomerFacts } from './facts'
import type { MembershipSaid } from './words'

type Who = { customerId: string; now: Date }

/**
 * Joins the loyalty programme by request, from now on. Who is a member already, by whatever way, stays one and nothing is
 * written. Who left, or whose membership lapsed, comes back this way whether or not the programme lets people join by
 * request: there is no other.
 */
export const joinProgramme = (who: Who): Promise<MembershipSaid> =>
  decided(who, async ({ programme, rejoins, member, write }) => {
    if (member) return 'already'
    if (!rejoins && !programme.joining.byRequest) return 'by-order'
    await write('join')
    return rejoins ? 'rejoined' : 'joined'
  })

/** Leaves the programme, from now on. Nothing is written for somebody who is no member. */
export const leaveProgramme = (who: Who): Promise<MembershipSaid> =>
  decided(who, async ({ member, write }) => {
    if (!member) return 'not-member'
    await write('resign')
    return 'left'
  })

/**
 * Confirms that a member's data are still right, which helps to extend the membership. Once within a period is enough:
 * nothing is written for the second time, nor where memberships have no end.
 */
export const confirmDetails = (who: Who): Promise<MembershipSaid> =>
  decided(who, async ({ member, validity, write }) => {
    if (!member) return 'not-member'
    if (!validity) return 'nothing-to-confirm'
    if (!validity.needs.confirmation) return 'confirmed-already'
    await write('confirm')
    return 'confirmed'
  })

type Known = {
  programme: LoyaltyProgram
  member: boolean
  /** Whether they ever were a member, by whatever way. */
  rejoins: boolean
  validity: { needs: { confirmation: boolean } } | null
  write: (kind: MembershipFact['kind']) => Promise<unknown>
}

/** Decides about one customer's membership in one transaction under their lock, from facts read there. */
function decided(who: Who, decide: (known: Known) => Promise<MembershipSaid>): Promise<MembershipSaid> {
  const { customerId, now } = who
  return db.$transaction(async (tx: Transaction) => {
    await lockCustomer(tx, customerId)
    const facts = { ...(await readCustomerFacts(customerId, now, tx)), asOf: now }
    const result = standingOf(facts)
    return decide({
      ...{ programme: facts.programme, member: result.member, rejoins: membershipsOf(facts).length > 0 },
      validity: result.member ? result.standing.validity : null,
      write: (kind) =>
        tx.membershipFact.create({ data: { id: newId(), customerId, kind, reason: 'request', at: now } }),
    })
  })
}
