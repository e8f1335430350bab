import { due, type Condition } from './condition'

/**
 * An account was opened. Once for each: the same message is the same account. Not for who was known before they had an
 * account (from the till, from an import) and ordered then: they are no newcomers.
 */
export const welcome: Condition = ({ shopper, openedAt, offers }, { kind }) => {
  if (openedAt > shopper.now || offers.kept.some(({ purchase }) => purchase.at < openedAt)) return []
  const id = shopper.customer?.id ?? ''
  return [due({ cause: 'welcome', subject: 'account', since: openedAt, kind, why: [{ facts: [id] }] })]
}
