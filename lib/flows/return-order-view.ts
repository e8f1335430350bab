import type { MessageKey } from '@/lib/core/messages'
import { formatMoney } from '@/lib/core/money'
import type { Shopper } from '@/lib/experience/schema'
import { variantWords } from '@/lib/experience/sizes'
import type { OrderLineView, OrderView, ReturnView } from '@/lib/orders/queries'
import { returnWindow } from '@/lib/orders/return-rules'
import { unitsField } from './return-order-form'

const PROBLEMS = {
  nothing: 'returns.none',
  unknown: 'returns.unknown',
  'too-many': 'returns.tooMany',
} as const satisfies Readonly<Record<string, MessageKey>>

/** Why a choice could not be reviewed, as an address carries it to the order's page. */
export type ReturnProblem = keyof typeof PROBLEMS

/** The order's page, at the choice of what to return, after a choice that could not be reviewed. */
export const orderWithProblem = ({ number }: { number: string }, problem: ReturnProblem): string =>
  `/order/${number}?problem=${problem}#return`

/** What the order's page says of the problem in its address; null for none and for an invented one. */
export const returnProblem = (problem: string | undefined): MessageKey | null =>
  problem !== undefined && Object.hasOwn(PROBLEMS, problem) ? PROBLEMS[problem as ReturnProblem] : null

/** How a page offers to return pieces, in finished strings. */
export type ReturnOffer = {
  title: string
  /** Until when, or that it is over. */
  text: string
  /** The pieces to choose from; empty when nothing can be returned any more. */
  lines: { field: string; label: string; most: number }[]
}

/** The offer to return pieces of an order; null where there is none and never was (an order that was not completed). */
export function returnOffer(order: OrderView, shopper: Shopper): ReturnOffer | null {
  const { say, now, programme } = shopper
  const { lastDay, whyNot } = returnWindow(order, now, programme.timeZone)
  if (whyNot === 'not-paid' || whyNot === 'not-yet') return null
  const title = say.t('returns.title')
  if (whyNot === 'all-back') return { title, text: say.t('returns.all'), lines: [] }
  const date = say.date(lastDay)
  if (whyNot === 'too-late') return { title, text: say.t('returns.over', { date }), lines: [] }
  const lines = order.lines.flatMap((line, position) => {
    const most = line.quantity - line.returned
    const words = { piece: line.productName, variant: variantOf(line, shopper) }
    const label = say.t(most > 1 ? 'returns.several' : 'returns.one', words)
    return most > 0 ? [{ field: unitsField(position), label, most }] : []
  })
  return { title, text: say.t('returns.until', { date }), lines }
}

/** Colour and size of an order's line, as its buyer reads them. */
export const variantOf = (line: OrderLineView, { catalogue, say }: Shopper): string =>
  variantWords({ category: catalogue.bySlug.get(line.product)?.category ?? '' }, line.colourName, line.size, say)

export type ReturnRow = { id: string; date: string; pieces: string; refund: string; points: string }

/** The returns of an order that have happened by now, newest first. */
export function returnRows(order: OrderView, { say, now }: Shopper): ReturnRow[] {
  const { t } = say
  const names = new Map(order.lines.map((line) => [line.id, line.productName]))
  const pieces = ({ lines }: ReturnView) =>
    lines.map(({ orderLineId, quantity }) => {
      const piece = names.get(orderLineId) ?? ''
      return quantity > 1 ? t('returns.list.piece', { count: quantity, piece }) : piece
    })
  return order.returns
    .filter((back) => back.at <= now)
    .reverse()
    .map((back) => {
      const amount = formatMoney(back.refund, order.currency, say.locale)
      return {
        ...{ id: back.id, date: say.date(back.at), pieces: say.list(pieces(back)) },
        refund: back.paid ? amount : t('returns.list.pending', { amount }),
        points: back.pointsBack > 0 ? say.number(back.pointsBack) : '',
      }
    })
}

/** What the page says right after a return: that it is noted, and where the money is. Null for none of this order's. */
export function doneWords(order: OrderView, returnId: string | undefined, { say }: Shopper): string[] | null {
  const back = order.returns.find(({ id }) => id === returnId)
  if (!back) return null
  const { t } = say
  const { pointsBack: points } = back
  const amount = formatMoney(back.refund, order.currency, say.locale)
  const { last4 } = order
  const money =
    back.refund === 0
      ? t('returns.doneNothing')
      : !back.paid
        ? t('returns.donePending', { amount })
        : last4
          ? t('returns.doneCard', { amount, last4 })
          : t('returns.done', { amount })
  return points > 0 ? [money, t('returns.donePoints', { points })] : [money]
}
