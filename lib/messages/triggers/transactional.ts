import type { PastOrder } from '@/lib/orders/schema'
import type { MessageFacts } from '../facts'
import type { Due } from '../schema'
import { due, saidAt } from './condition'

/** For how long after it happened it still makes sense to say so. */
export const TRANSACTIONAL_HOURS = 72

/** An order of the shop was placed and paid. The order makes it the same message. */
export const orderPlaced = ({ shopper: { orders } }: MessageFacts): readonly Due[] =>
  orders.filter(isWeb).map((order) =>
    due({
      cause: 'order-placed',
      subject: `order:${order.id}`,
      since: order.placedAt,
      kind: 'transactional',
      pieces: [...new Set(order.lines.map(({ product }) => product))],
      values: { order: order.id, number: order.number, amountTotal: order.total, date: order.placedAt },
      why: [{ values: { number: order.number, date: saidAt(order.placedAt) }, facts: [order.id] }],
    }),
  )

/** Pieces of an order of the shop came back. The return makes it the same message. */
export const returnReceived = ({ shopper: { orders } }: MessageFacts): readonly Due[] =>
  orders.filter(isWeb).flatMap((order) =>
    order.returns.map((back) =>
      due({
        cause: 'return-received',
        subject: `return:${back.id}`,
        since: back.at,
        kind: 'transactional',
        values: {
          ...{ order: order.id, number: order.number, return: back.id, date: back.at },
          ...{ amountRefund: back.refund, pointsBack: back.pointsBack },
        },
        why: [{ values: { number: order.number, date: saidAt(back.at) }, facts: [back.id, order.id] }],
      }),
    ),
  )

const isWeb = ({ channel }: PastOrder): boolean => channel === 'web'
