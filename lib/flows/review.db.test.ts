import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { readModerated } from '@/lib/reviews/moderation'
import { readOwnReviews, readReviews } from '@/lib/reviews/queries'
import { ratingOf } from '@/lib/reviews/schema'
import { daysAgo, emptyDatabase, givenCustomer, givenOrder, givenPiece, TEST_NOW } from '@/test/database'
import { MOST_SAID } from './contribute-limit'
import { begun, givenContext } from './flows.fixture'
import { writeReview } from './review'
import { judgeReview } from './review-verdict'
import type { FlowContext } from './types'
import { lockVisitor } from './locks'

const GOWN = 'test-gown'
const SKU = 'test-gown:scarlet:4'
const WORDS = { rating: '5', title: 'A quiet marvel', body: 'It hangs as it does in the picture.' }

beforeEach(async () => {
  await emptyDatabase()
  await givenPiece()
})

/** Somebody who bought the gown five days ago. */
async function givenBuyer(
  name = 'Alice Hartwell',
  values: Partial<FlowContext> = {},
): Promise<FlowContext & { customerId: string }> {
  const { id: customerId } = await givenCustomer({ name })
  await givenOrder({ customerId, placedAt: daysAgo(5), lines: [{ sku: SKU, unitPrice: 312_000, quantity: 2 }] })
  return { ...givenContext(values), customerId }
}
const write = (ctx: FlowContext, fields: Record<string, unknown> = {}, product: unknown = GOWN) =>
  writeReview(ctx, { product, fields: { ...WORDS, ...fields } })
const later = <C extends FlowContext>(ctx: C, minutes: number): C => ({
  ...ctx,
  now: new Date(ctx.now.getTime() + minutes * 60_000),
})
const seen = (viewer: string | null = null, asOf = later(givenContext(), 60).now, page = 1) =>
  readReviews({ product: GOWN, viewer, asOf, page })
const titles = async (...asked: Parameters<typeof seen>) => (await seen(...asked)).reviews.map(({ title }) => title)
const givenStaff = async () => ({
  ...givenContext(),
  customerId: (await givenCustomer({ role: 'staff', name: 'Sela' })).id,
})

async function giveBack(customerId: string, quantity: number, at = daysAgo(1)) {
  const line = await db.orderLine.findFirstOrThrow({ where: { order: { customerId } } })
  const amounts = { quantity, merchandise: 312_000 * quantity, refund: 312_000 * quantity }
  await db.return.create({
    data: {
      id: randomUUID(),
      orderId: line.orderId,
      at,
      lines: { create: [{ id: randomUUID(), orderLineId: line.id, ...amounts }] },
    },
  })
}

describe('a review', () => {
  it('is hers wherever she writes it, its fact this browser’s only while that is hers', async () => {
    const ctx = await givenBuyer()
    const { visitorId, customerId } = ctx
    const ended = { id: randomUUID(), visitorId, customerId, from: daysAgo(3) }
    await db.visitorLink.create({ data: ended })
    let writing: Promise<unknown> | undefined
    await db.$transaction(async (tx) => {
      await lockVisitor(tx, visitorId)
      await tx.visitorLink.update({ where: { id: ended.id }, data: { until: TEST_NOW, undoneAt: TEST_NOW } })
      writing = write(ctx)
      await begun(writing)
    })
    expect(await writing).toEqual({ status: 'kept' })
    expect(await db.event.findMany()).toMatchObject([{ kind: 'rate', customerId, visitorId: null }])
  })

  it('is kept with its fact, signed by the shop, at the shop’s own time', async () => {
    const ctx = await givenBuyer()
    expect(await write(ctx, { author: 'Mallory', at: '1999-01-01', customerId: randomUUID() })).toEqual({
      status: 'kept',
    })
    expect(await db.review.findMany()).toMatchObject([
      {
        customerId: ctx.customerId,
        product: GOWN,
        rating: 5,
        title: WORDS.title,
        author: 'Alice H.',
        at: TEST_NOW,
        movedClock: false,
      },
    ])
    expect(await db.event.findMany()).toMatchObject([
      {
        ...{ kind: 'rate', product: GOWN, category: 'dresses', value: '5', at: TEST_NOW, place: 'product' },
        ...{ visitorId: ctx.visitorId, customerId: ctx.customerId },
      },
    ])
    expect(await seen()).toMatchObject({
      ratings: { 5: 1, 4: 0 },
      reviews: [{ author: 'Alice H.', own: false }],
      own: null,
    })
    expect((await seen(ctx.customerId)).own).toMatchObject({ title: WORDS.title, hidden: null })
  })

  it('is plain text: markup stays text, what cannot be seen goes', async () => {
    await write(await givenBuyer(), {
      title: '<b>Bold</b>\u202e',
      body: 'One\u0000 line.\n\n\n\n<img src=x onerror=alert(1)> http://example.test',
    })
    expect((await seen()).reviews[0]).toMatchObject({
      title: '<b>Bold</b>',
      body: 'One line.\n\n<img src=x onerror=alert(1)> http://example.test',
    })
  })

  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['no rating', { rating: undefined }, { rating: 'rating' }],
    ['six stars', { rating: '6' }, { rating: 'rating' }],
    ['half a star', { rating: '4.5' }, { rating: 'rating' }],
    ['no words', { title: ' ', body: '\u200b' }, { title: 'titleShort', body: 'bodyShort' }],
    ['too many words', { title: 'x'.repeat(81), body: 'x'.repeat(2_001) }, { title: 'titleLong', body: 'bodyLong' }],
    ['files', { title: new File([], 'x'), body: ['x'] }, { title: 'titleShort', body: 'bodyShort' }],
  ])('with %s is refused at its fields', async (_, fields, faults) => {
    expect(await write(await givenBuyer(), fields)).toEqual({ status: 'wrong', faults })
    expect(await db.review.count()).toBe(0)
  })

  it('needs somebody who bought the piece and kept some of it', async () => {
    const stranger = { ...givenContext(), customerId: (await givenCustomer()).id }
    expect(await write(stranger)).toEqual({ status: 'not-bought' })
    expect(await write(givenContext())).toEqual({ status: 'nobody' })
    const buyer = await givenBuyer()
    expect(await write({ ...buyer, silent: true })).toEqual({ status: 'nobody' })
    expect(await write({ ...buyer, now: daysAgo(6) })).toEqual({ status: 'not-bought' })
    expect(await write(buyer, {}, 'nothing')).toEqual({ status: 'unknown' })
    await giveBack(buyer.customerId, 1)
    expect(await write(buyer)).toEqual({ status: 'kept' })
    await giveBack(buyer.customerId, 1)
    expect(await write(buyer, { title: 'Another' })).toEqual({ status: 'not-bought' })
    await db.order.updateMany({ data: { status: 'released' } })
    expect(
      await write(
        await givenBuyer().then(async (ctx) => (await db.order.updateMany({ data: { status: 'reserved' } }), ctx)),
      ),
    ).toEqual({ status: 'not-bought' })
    expect(await db.review.count()).toBe(1)
  })

  it('sent several times at once is kept once, with one fact', async () => {
    const ctx = await givenBuyer()
    const results = await Promise.all(Array.from({ length: 6 }, () => write(ctx)))
    expect(results.filter(({ status }) => status === 'kept')).toHaveLength(1)
    expect(await db.review.count()).toBe(1)
    expect(await db.event.count({ where: { kind: 'rate' } })).toBe(1)
  })

  it('in other words at once counts once: the last of them', async () => {
    const ctx = await givenBuyer()
    await Promise.all([write(ctx, { rating: '1' }), write(ctx, { rating: '2' }), write(ctx, { rating: '3' })])
    expect(ratingOf((await seen()).ratings)?.count).toBe(1)
  })

  it('is replaced by a later one of the same customer, and only by theirs', async () => {
    const [alice, bob] = [await givenBuyer(), await givenBuyer('Bob Miller')]
    await write(alice, { rating: '2', title: 'First word' })
    await write(later(bob, 1), { title: 'Bob’s word' })
    await write(later(alice, 2), { rating: '4', title: 'Second word' })
    expect(await titles()).toEqual(['Second word', 'Bob’s word'])
    expect(ratingOf((await seen()).ratings)).toEqual({ count: 2, average: 4.5 })
    // As of before, the first one stands.
    expect(await titles(null, later(alice, 1).now)).toEqual(['Bob’s word', 'First word'])
    expect(await titles(null, daysAgo(1))).toEqual([])
  })

  it('of a moved clock is its author’s alone, and does not replace for others what they said before', async () => {
    const ctx = await givenBuyer()
    await write(ctx, { title: 'For all' })
    await write({ ...later(ctx, 1), movedClock: true }, { title: 'For herself', rating: '1' })
    expect(await titles()).toEqual(['For all'])
    expect(await titles(ctx.customerId)).toEqual(['For herself'])
    expect((await db.event.findMany({ orderBy: { seq: 'asc' } })).map(({ movedClock }) => movedClock)).toEqual([
      false,
      true,
    ])
  })

  it('is limited, also in edits', async () => {
    const ctx = await givenBuyer()
    for (let i = 0; i < MOST_SAID.review.own; i++)
      expect(await write(ctx, { title: `Word ${i}` })).toEqual({ status: 'kept' })
    expect(await write(ctx, { title: 'One more' })).toEqual({ status: 'often' })
    expect(await write(ctx, { title: `Word ${MOST_SAID.review.own - 1}` })).not.toEqual({ status: 'kept' })
  })

  it('is read ten at a time, by the index of its piece', async () => {
    for (let i = 0; i < 12; i++)
      await write(later(await givenBuyer(`Client Number${'abcdefghijkl'[i]}`), i), { title: `Word ${i}` })
    expect(await titles()).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((i) => `Word ${i}`))
    expect(await titles(null, undefined, 2)).toEqual(['Word 1', 'Word 0'])
    expect((await seen(null, undefined, 2)).ratings[5]).toBe(12)
  })
})

describe('staff', () => {
  it('hide a review with a reason: at once for everybody but its author, who is told why', async () => {
    const [ctx, staff] = [await givenBuyer(), await givenStaff()]
    await write(ctx)
    const { id } = await db.review.findFirstOrThrow()
    expect(await judgeReview(staff, { review: id, verdict: 'hidden', reason: ' Names\u202e a person ' })).toEqual({
      status: 'done',
      verdict: 'hidden',
    })
    expect(await seen()).toMatchObject({ reviews: [], ratings: { 5: 0 }, own: null })
    expect(await titles(staff.customerId)).toEqual([])
    expect(await seen(ctx.customerId)).toMatchObject({
      reviews: [],
      own: { title: WORDS.title, hidden: 'Names a person' },
    })
    expect(await readOwnReviews(ctx.customerId, TEST_NOW)).toMatchObject([{ product: GOWN, hidden: 'Names a person' }])
    expect(await db.reviewVerdict.findMany()).toMatchObject([{ by: staff.customerId, at: TEST_NOW, verdict: 'hidden' }])

    // Writing again does not undo it; staff do.
    await write(later(ctx, 1), { title: 'The same again' })
    expect(await titles()).toEqual([])
    const { reviews } = await readModerated({ asOf: later(ctx, 2).now })
    expect(reviews).toMatchObject([{ title: 'The same again', verdict: { hidden: true, by: 'Sela', earlier: true } }])
    await judgeReview(later(staff, 2), { review: reviews[0]?.id, verdict: 'shown' })
    expect(await titles()).toEqual(['The same again'])
  })

  it('need a reason to hide', async () => {
    await write(await givenBuyer())
    const { id } = await db.review.findFirstOrThrow()
    expect(await judgeReview(await givenStaff(), { review: id, verdict: 'hidden', reason: ' ' })).toEqual({
      status: 'wrong',
      faults: { reason: 'reasonShort' },
    })
    expect(await db.reviewVerdict.count()).toBe(0)
  })

  it('alone can do it', async () => {
    const ctx = await givenBuyer()
    await write(ctx)
    const { id } = await db.review.findFirstOrThrow()
    const fields = { review: id, verdict: 'hidden', reason: 'I do not like it' }
    for (const who of [givenContext(), ctx, { ...givenContext(), customerId: randomUUID() }]) {
      expect(await judgeReview(who, fields)).toEqual({ status: 'closed' })
    }
    const gone = await givenCustomer({ role: 'staff', erasedAt: TEST_NOW, email: null })
    expect(await judgeReview({ ...givenContext(), customerId: gone.id }, fields)).toEqual({ status: 'closed' })
    expect(await db.reviewVerdict.count()).toBe(0)
  })

  it.each([
    ['no id', { review: 'x', verdict: 'hidden', reason: 'Long enough' }],
    ['an unknown one', { review: randomUUID(), verdict: 'shown' }],
    ['no verdict', { review: randomUUID(), verdict: 'deleted', reason: 'Long enough' }],
  ])('change nothing with %s', async (_, fields) => {
    expect(await judgeReview(await givenStaff(), fields)).toEqual({ status: 'unknown' })
  })
})
