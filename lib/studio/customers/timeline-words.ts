import { z } from 'zod'
import { valuesIn } from '@/lib/catalog/listing'
import type { Catalogue } from '@/lib/catalog/schema'
import { dayOf } from '@/lib/core/days'
import { isMessageKey } from '@/lib/core/messages'
import { formatMoney } from '@/lib/core/money'
import { factWords } from '@/lib/experience/facts'
import { extrasWords } from '@/lib/experience/offer-words'
import type { Say } from '@/lib/experience/say'
import { CAUSES, REASONS, STATUSES } from '@/lib/messages/schema'
import { causeWords, statusWords } from '../outbox/words'
import type { Since, TimelineFact } from './timeline'

/** A day of the time line with what happened on it, newest first, in words. */
export type TimelineDay = { key: string; title: string; facts: TimelineWords[] }

/** A fact in words; `href` leads to more of it. */
type TimelineWords = { id: string; text: string; at: Date; time: string; href?: string }

/** The time line in words by calendar day of the programme. What cannot be named (a piece that left) is left out. */
export function timelineDays(
  facts: readonly TimelineFact[],
  { catalogue, say, timeZone }: { catalogue: Catalogue; say: Say; timeZone: string },
): TimelineDay[] {
  const clock = new Intl.DateTimeFormat(say.locale, { timeZone, hour: 'numeric', minute: '2-digit' })
  const days = new Map<number, TimelineDay>()
  for (const fact of facts) {
    const text = wordsOf(fact, catalogue, say)
    if (!text) continue
    const day = dayOf(fact.at, timeZone)
    const known = days.get(day) ?? { key: String(day), title: say.date(fact.at), facts: [] }
    days.set(day, known)
    const more = fact.of === 'message' ? { href: `/studio/outbox/${fact.id}` } : {}
    known.facts.push({ id: fact.id, text, at: fact.at, time: clock.format(fact.at), ...more })
  }
  return [...days.values()]
}

function wordsOf(fact: TimelineFact, catalogue: Catalogue, say: Say): string | null {
  const { t } = say
  const money = (amount: number, currency: string) => formatMoney(amount, currency, say.locale)
  switch (fact.of) {
    case 'order': {
      const { number, total, currency, pieces, channel } = fact
      const ordered = t('customers.fact.order', { number, amount: money(total, currency), pieces, channel })
      const extras = extrasWords(fact.extras, say)
      return extras ? `${ordered}, ${t('customers.fact.order.with', { extras })}` : ordered
    }
    case 'return': {
      const { number, refund, currency, pieces } = fact
      return t('customers.fact.return', { number, amount: money(refund, currency), pieces })
    }
    case 'till': {
      const key = `customers.fact.till.${fact.kind}`
      const { channel } = fact
      return isMessageKey(key) ? t(key, { amount: money(fact.amount, fact.currency), channel }) : null
    }
    case 'membership': {
      const key = `customers.fact.membership.${fact.kind}`
      return isMessageKey(key) ? t(key) : null
    }
    case 'behaviour':
      return behaviourWords(fact, catalogue, say)
    case 'answer': {
      const key = `customers.fact.answer.${fact.question}`
      if (!isMessageKey(key)) return null
      return fact.value === null ? t('customers.fact.answer.back', { question: t(key) }) : `${t(key)}: ${fact.value}`
    }
    case 'message': {
      const cause = CAUSES.find((each) => each === fact.cause)
      const status = STATUSES.find((each) => each === fact.status)
      const reason = REASONS.find((each) => each === fact.reason) ?? null
      if (!cause || !status) return null
      const said = { cause: causeWords(cause, fact.campaign, say), status: statusWords({ status, reason }, say) }
      return t('customers.fact.message', said)
    }
    case 'letters':
      return lettersWords(fact, say)
    case 'consent':
      return t(fact.choice === 'on' ? 'customers.fact.consent.on' : 'customers.fact.consent.off')
  }
}

function lettersWords({ kind, choice, source }: Extract<TimelineFact, { of: 'letters' }>, { t }: Say): string | null {
  const [kindKey, sourceKey] = [`outbox.kind.${kind}`, `customers.fact.letters.by.${source}`]
  if (!isMessageKey(kindKey)) return null
  const said = { kind: t(kindKey), source: isMessageKey(sourceKey) ? t(sourceKey) : source }
  return t(choice === 'on' ? 'customers.fact.letters.on' : 'customers.fact.letters.off', said)
}

function behaviourWords(
  { fact, source }: Extract<TimelineFact, { of: 'behaviour' }>,
  catalogue: Catalogue,
  say: Say,
): string | null {
  if (fact.kind !== 'arrival') return factWords(fact, catalogue, say)
  const key = `source.${source}`
  return source ? say.t('customers.fact.arrived', { source: isMessageKey(key) ? say.t(key) : source }) : null
}

const since = z.object({ at: z.iso.datetime(), id: z.string().min(1).max(200) })

/** Which page of the time line an address asks for; null for the first one, and for what is no page. */
export function sinceOf(params: Readonly<Record<string, string | string[] | undefined>>): Since | null {
  const [stated = ''] = valuesIn(params, 'before')
  const cut = stated.indexOf('_')
  const parsed = since.safeParse({ at: stated.slice(0, cut), id: stated.slice(cut + 1).replaceAll('\u0000', '') })
  return parsed.success ? { at: new Date(parsed.data.at), id: parsed.data.id } : null
}

/** The address of the time line's next page. */
export const olderAddress = (customerId: string, { at, id }: Since): string =>
  `/studio/customers/${customerId}?${new URLSearchParams({ before: `${at.toISOString()}_${id}` }).toString()}#timeline`
