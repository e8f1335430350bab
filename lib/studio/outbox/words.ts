import type { Say } from '@/lib/experience/say'
import { CAUSES, REASONS, STATUSES, type Cause } from '@/lib/messages/schema'
import { MESSAGES_COUNTED } from './filter'
import type { Listed, OutboxPage } from './list'

/** What a message was caused by: "Cart left", or the campaign's own name. */
export const causeWords = (cause: Cause, campaign: string | null, { t }: Pick<Say, 't'>): string =>
  cause === 'campaign' && campaign !== null ? t('outbox.campaignNamed', { name: campaign }) : t(`outbox.cause.${cause}`)

/** How a message stands: "Held: control of an experiment". */
export const statusWords = ({ status, reason }: Pick<Listed, 'status' | 'reason'>, { t }: Pick<Say, 't'>): string =>
  reason === null
    ? t(`outbox.status.${status}`)
    : t('outbox.statusWhy', { status: t(`outbox.status.${status}`), why: t(`outbox.reason.${reason}`) })

const MARKS = ['read', 'clicked', 'dismissed', 'unsubscribed'] as const

/** What the customer did with it: "Read, clicked"; null where nothing. */
function marksWords(marks: readonly string[], { t, list }: Say): string | null {
  const known = MARKS.filter((mark) => marks.includes(mark))
  return known.length === 0 ? null : list(known.map((mark) => t(`outbox.mark.${mark}`)))
}

/** A message as the list writes it. */
export const listedWords = (listed: Listed, say: Say) => ({
  title: listed.title ?? say.t('outbox.notComposed'),
  cause: causeWords(listed.cause, listed.campaign, say),
  status: statusWords(listed, say),
  at: say.stamp(listed.at),
  marks: marksWords(listed.marks, say),
  moved: listed.movedClock ? say.t('outbox.moved') : null,
})

/** How many there are of each status, in words. */
export const countWords = (counts: OutboxPage['counts'], { t, number }: Say) =>
  STATUSES.map((status) => ({
    status,
    label: t(`outbox.status.${status}`),
    count:
      counts[status] > MESSAGES_COUNTED
        ? t('outbox.moreThan', { number: number(MESSAGES_COUNTED) })
        : number(counts[status]),
  }))

/** What the filter's fields offer. The first asks nothing. */
export function outboxOptions({ t }: Pick<Say, 't'>) {
  const any = { value: '', label: t('customers.filter.any') }
  return {
    statuses: [any, ...STATUSES.map((value) => ({ value, label: t(`outbox.status.${value}`) }))],
    reasons: [any, ...REASONS.map((value) => ({ value, label: t(`outbox.reason.${value}`) }))],
    causes: [any, ...CAUSES.map((value) => ({ value, label: t(`outbox.cause.${value}`) }))],
  }
}
