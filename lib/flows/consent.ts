import 'server-only'
import { db, type Transaction } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { answerInForce, mayPersonalise } from '@/lib/shopper/market'
import { resetLearned } from './reset-learned'
import type { Browser, FlowContext } from './types'
import { isOpen } from './visitor-link'

type Choice = 'on' | 'off'

/** The newest choice that a customer has stored; null when they never chose. */
export async function storedChoice(customerId: string, within: Transaction = db): Promise<Choice | null> {
  const row = await within.consentChoice.findFirst({ where: { customerId }, orderBy: { seq: 'desc' } })
  return row ? (row.choice === 'on' ? 'on' : 'off') : null
}

/**
 * Whether what this shopper does may be written down as behaviour of theirs: consent as the pages read it, they are no
 * crawler, and this browser's visitor is nobody else's. A session that ran out leaves its customer's visitor behind:
 * whoever uses the browser then must not write into that customer's past.
 */
export async function learnsFrom(
  ctx: Pick<FlowContext, 'visitorId' | 'customerId' | 'market' | 'answer' | 'globalPrivacyControl' | 'silent'>,
): Promise<boolean> {
  const { visitorId, customerId, market, answer, globalPrivacyControl, silent } = ctx
  if (silent) return false
  const [stored, links] = await Promise.all([
    customerId ? storedChoice(customerId) : null,
    db.visitorLink.findMany({ where: { visitorId }, select: { customerId: true, until: true, undoneAt: true } }),
  ])
  const linked = links.some((link) => isOpen(link, customerId))
  return (linked || links.length === 0) && mayPersonalise(market, answerInForce(answer, stored), globalPrivacyControl)
}

/**
 * Switches personalisation on or off: in this browser always, and for the customer on every device when signed in.
 * What was learned before is kept, unless it is to be forgotten with the same word; while it is off, no page is chosen by
 * it and nothing observed is added. What they buy, and what they say themselves, is kept all the same: without the visit
 * and the browser where it is a purchase or a return.
 */
export async function choosePersonalisation(
  ctx: FlowContext,
  choice: Choice,
  browser: Browser,
  { forget = false }: { forget?: boolean } = {},
): Promise<void> {
  const { customerId, now } = ctx
  if (customerId) await db.consentChoice.create({ data: { id: newId(), customerId, choice, at: now } })
  await browser.keepAnswer(choice === 'on' ? 'yes' : 'no')
  // After the no, so that nothing is learned in between.
  if (forget) await resetLearned(ctx, { said: false })
}
