/**
 * Who asks. Of a customer, `firstVisitorId` is the browser in which the account was opened, written once at that moment
 * and never after; null for an account that was opened without one (by the till, by an import).
 */
export type Who =
  | { visitorId: string; customerId: null }
  | { visitorId: string | null; customerId: string; firstVisitorId: string | null }

/**
 * The key by which a shopper is assigned: a visitor's own id, and a customer's first visitor.
 *
 * - A visitor who becomes a customer keeps the key, and with it every arm.
 * - Where a customer signs in on further devices, the account's first browser wins: the only one that the customer had
 *   when they could first be told from others, and the only choice that no later sign-in, in whatever order, can change.
 *   What a further device was shown before is the customer's exposure, but not their arm.
 * - An account without a browser goes by its own id, and keeps it when a first browser comes: it may have been shown
 *   something (a message) by then.
 */
export function subjectOf(who: Who): string {
  return who.customerId === null ? who.visitorId : (who.firstVisitorId ?? who.customerId)
}
