import type { Cause } from '../schema'

/**
 * What each cause gives as its reasons, in their order: reason n is worded by "message.why.<cause>.<n>", with these values.
 * Amounts ("amount...") are minor units, dates ("date") ISO moments; all else is said as it is.
 */
export const WHY_VALUES: Readonly<Record<Exclude<Cause, 'campaign'>, readonly (readonly string[])[]>> = {
  welcome: [[]],
  // of: "piece" or "category"
  'browse-left': [['of', 'name', 'count', 'date']],
  'cart-left': [
    ['piece', 'date'],
    ['amount', 'tier'],
  ],
  'after-purchase': [['number', 'piece', 'date']],
  'second-purchase': [['date']],
  'near-tier': [['amount', 'tier']],
  'tier-reached': [['tier', 'date']],
  'tier-in-danger': [['tier', 'amount', 'date']],
  'points-ending': [['points', 'amount', 'date']],
  'at-risk': [['days', 'date']],
  'won-back': [['days', 'date']],
  'new-from-house': [
    ['house', 'date'],
    ['house', 'count'],
  ],
  'order-placed': [['number', 'date']],
  'return-received': [['number', 'date']],
}
