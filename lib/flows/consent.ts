import 'server-only'
import { db, type Transaction } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { mayPersonalise, type ConsentAnswer } from '@/lib/shopper/market'
import type { Browser, FlowContext } from './types'

type Choice = 'on' | 'off'

/** The newest choice that a customer has stored; null when they never chose. */
export async function storedChoice(customerId: string, within: Transaction = db): Promise<Choice | null> {
  const row = await within.consentChoice.findFirst({ where: { customerId }, orderBy: { seq: 'desc' } })
  return row ? (row.choice === 'on' ? 'on' : 'off') : null
}

/**
 * Whether behaviour may be written down: consent as the pages read it (a browser's own "no" always holds, then a
 * customer's stored choice, then the browser's "yes", then the market), and nobody is a crawler.
 */
export function mayLearn(
  ctx: Pick<FlowContext, 'market' | 'answer' | 'globalPrivacyControl' | 'silent'>,
  stored: Choice | null,
): boolean {
  const said: ConsentAnswer = stored === 'on' ? 'yes' : stored === 'off' ? 'no' : ctx.answer
  const answer = ctx.answer === 'no' ? 'no' : said
  return !ctx.silent && mayPersonalise(ctx.market, answer, ctx.globalPrivacyControl)
}

/** Whether what this shopper does may be written down as behaviour of theirs. */
export async function learnsFrom(ctx: FlowContext, customerId = ctx.customerId): Promise<boolean> {
  return mayLearn(ctx, customerId ? await storedChoice(customerId) : null)
}

/**
 * Switches personalisation on or off: in this browser always, and for the customer on every device when signed in.
 * What was learned before is kept; while it is off, nothing reads it and nothing is added.
 */
export async function choosePersonalisation(ctx: FlowContext, choice: Choice, browser: Browser): Promise<void> {
  const { customerId, now } = ctx
  if (customerId) await db.consentChoice.create({ data: { id: newId(), customerId, choice, at: now } })
  await browser.keepAnswer(choice === 'on' ? 'yes' : 'no')
}
