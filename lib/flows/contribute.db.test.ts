import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { contributionsOf } from '@/lib/events/contributed'
import { readShopperFacts } from '@/lib/experience/queries'
import { emptyDatabase, givenCustomer, givenEvent, givenPiece, TEST_NOW } from '@/test/database'
import { contribute, type Place, type Saying } from './contribute'
import { MOST_SAID, SAYING_WITHIN_MS } from './contribute-limit'
import { givenBrowser, givenContext, givenProgramme } from './flows.fixture'
import { tasteChanges } from './taste'
import { readVocabulary } from './taste-queries'
import type { FlowContext } from './types'
import { linkVisitor, signOut } from './visitor-link'

beforeEach(async () => {
  await emptyDatabase()
  await givenProgramme()
  await givenPiece({ sizes: ['0', '4', '10'], styleTags: ['edgy'] })
})

const GOWN = 'test-gown'
const wish: Saying = { kind: 'wish', product: GOWN, colour: 'scarlet' }
const unwish: Saying = { kind: 'unwish', product: GOWN }
const say = (ctx: FlowContext, saying: Saying, place: Place = 'product') => contribute(ctx, [saying], place)
const later = (ctx: FlowContext, minutes: number, values: Partial<FlowContext> = {}): FlowContext => ({
  ...ctx,
  now: new Date(ctx.now.getTime() + minutes * 60_000),
  ...values,
})
const events = () => db.event.findMany({ orderBy: { seq: 'asc' } })
const kinds = async () => (await events()).map(({ kind }) => kind)
/** What the pages read of them. */
const held = async ({ visitorId, customerId, now }: FlowContext) =>
  contributionsOf((await readShopperFacts({ visitorId, customerId, asOf: now })).contributed)
const signedIn = async (values: Partial<FlowContext> = {}): Promise<FlowContext> => {
  const { id: customerId } = await givenCustomer()
  const ctx = givenContext({ customerId, ...values })
  await db.$transaction((tx) => linkVisitor(tx, { visitorId: ctx.visitorId, customerId, now: ctx.now }))
  return ctx
}

describe('what a shopper says', () => {
  it('is a fact with time, visitor, customer, visit and place', async () => {
    const ctx = await signedIn({ movedClock: true })
    expect(await say(ctx, wish)).toBe('said')
    expect(await events()).toMatchObject([
      {
        ...{ kind: 'wish', product: GOWN, colour: 'scarlet', category: 'dresses', at: TEST_NOW, place: 'product' },
        ...{ visitorId: ctx.visitorId, customerId: ctx.customerId, visitId: ctx.visitId, movedClock: true },
      },
    ])
    expect((await held(ctx)).wishlist).toMatchObject([{ product: GOWN, colour: 'scarlet' }])
  })

  it('can be taken back and said again, and only the last of it holds', async () => {
    const ctx = givenContext()
    // All within one millisecond.
    for (const saying of [wish, unwish, wish, unwish, wish]) expect(await say(ctx, saying)).toBe('said')
    expect(await kinds()).toEqual(['wish', 'unwish', 'wish', 'unwish', 'wish'])
    expect((await held(later(ctx, 1))).wishlist).toHaveLength(1)
    expect(await say(later(ctx, 2), unwish)).toBe('said')
    expect((await held(later(ctx, 3))).wishlist).toEqual([])
  })

  it('is said once, however often and in how many tabs at once', async () => {
    const ctx = givenContext()
    const answers = await Promise.all(Array.from({ length: 6 }, () => say(ctx, wish)))
    expect(answers.filter((answer) => answer === 'said')).toHaveLength(1)
    expect(await kinds()).toEqual(['wish'])
    expect(await say(later(ctx, 1), wish)).toBe('unchanged')
    expect(await say(givenContext(), unwish)).toBe('unchanged')
    expect(await kinds()).toEqual(['wish'])
  })

  it('is said once on two devices of a customer at once', async () => {
    const phone = await signedIn()
    const { customerId } = phone
    const laptop = givenContext({ customerId })
    await db.$transaction((tx) =>
      linkVisitor(tx, { visitorId: laptop.visitorId, customerId: customerId ?? '', now: TEST_NOW }),
    )
    const answers = await Promise.all([phone, laptop, phone, laptop].map((ctx) => say(ctx, wish)))
    expect(answers.filter((answer) => answer === 'said')).toHaveLength(1)
    expect(await kinds()).toEqual(['wish'])
  })

  it('holds an opinion once: a dislike replaces a like', async () => {
    const ctx = givenContext()
    await say(ctx, { kind: 'like', product: GOWN })
    await say(later(ctx, 1), { kind: 'dislike', product: GOWN })
    const now = await held(later(ctx, 1))
    expect([...now.liked, ...now.disliked]).toEqual([GOWN])
    expect(now.disliked.has(GOWN)).toBe(true)
    await say(later(ctx, 2), { kind: 'unlike', product: GOWN })
    expect((await held(later(ctx, 2))).disliked.size).toBe(0)
  })

  it('follows a house and stops', async () => {
    const ctx = givenContext()
    await say(ctx, { kind: 'follow', house: 'test-house' }, 'house')
    expect((await held(ctx)).follows).toEqual(['test-house'])
    expect(await events()).toMatchObject([{ house: 'test-house', product: null, place: 'house' }])
    await say(later(ctx, 1), { kind: 'unfollow', house: 'test-house' })
    expect((await held(later(ctx, 1))).follows).toEqual([])
  })

  it.each<[string, Saying]>([
    ['a piece', { kind: 'wish', product: 'nothing-of-ours' }],
    ['a house', { kind: 'follow', house: 'nobody' }],
    ['a size', { kind: 'prefer', value: 'size:dresses:99' }],
    ['a size of no category', { kind: 'prefer', value: 'size:hats:4' }],
    ['a colour', { kind: 'prefer', value: 'colour:ultraviolet' }],
    ['a style', { kind: 'prefer', value: 'style:sensible' }],
    ['a longer style', { kind: 'prefer', value: 'style:edgy:4' }],
  ])('is refused where it names no %s that there is', async (_, saying) => {
    expect(await say(givenContext(), saying)).toBe('unknown')
    expect(await kinds()).toEqual([])
  })

  it('does not take the client’s word for a colour that the piece has not', async () => {
    await say(givenContext(), { kind: 'wish', product: GOWN, colour: 'invented' })
    expect(await events()).toMatchObject([{ product: GOWN, colour: null }])
  })

  it('is taken back in the colour in which it was said, whatever the client says', async () => {
    await givenPiece({ slug: 'other-gown', colours: ['scarlet', 'black'] })
    const ctx = givenContext()
    await say(ctx, { kind: 'wish', product: 'other-gown', colour: 'black' })
    await say(ctx, { kind: 'unwish', product: 'other-gown', colour: 'scarlet' })
    expect((await events()).map(({ kind, colour, category }) => `${kind} ${colour} ${category}`)).toEqual([
      'wish black dresses',
      'unwish black dresses',
    ])
  })

  it('is another wish in another colour that the piece has', async () => {
    await givenPiece({ slug: 'other-gown', colours: ['scarlet', 'black'] })
    const ctx = givenContext()
    const inColour = (colour: string | null): Saying => ({ kind: 'wish', product: 'other-gown', colour })
    expect(await say(ctx, inColour('scarlet'))).toBe('said')
    expect(await say(ctx, inColour('black'))).toBe('said')
    for (const same of ['black', 'invented', null]) expect(await say(ctx, inColour(same))).toBe('unchanged')
    expect((await held(later(ctx, 1))).wishlist).toMatchObject([{ product: 'other-gown', colour: 'black' }])
  })

  it('holds however much else was said since', async () => {
    for (const ctx of [givenContext(), await signedIn()]) {
      const { visitorId, customerId } = ctx
      expect(await say(ctx, wish)).toBe('said')
      await db.event.createMany({
        data: Array.from({ length: 1_200 }, (_, i) => ({
          ...{ id: randomUUID(), kind: i % 2 ? 'unlike' : 'like', product: `piece-${i >> 1}`, visitorId, customerId },
          at: new Date(TEST_NOW.getTime() + 1 + i),
        })),
      })
      expect((await held(later(ctx, 1))).wishlist).toMatchObject([{ product: GOWN }])
      expect(await say(later(ctx, 1), wish)).toBe('unchanged')
    }
  })

  it('of a piece that has left can still be taken back', async () => {
    const ctx = givenContext()
    await givenEvent({ kind: 'wish', product: 'gone', visitorId: ctx.visitorId, at: new Date(TEST_NOW.getTime() - 1) })
    expect(await say(ctx, { kind: 'unwish', product: 'gone' })).toBe('said')
    expect((await held(ctx)).wishlist).toEqual([])
  })
})

describe('whose it is', () => {
  it('is the visitor’s, and the customer’s once they sign in, on each of their devices', async () => {
    const phone = givenContext()
    await say(phone, wish)
    const { id: customerId } = await givenCustomer()
    await db.$transaction((tx) => linkVisitor(tx, { visitorId: phone.visitorId, customerId, now: TEST_NOW }))
    const laptop = givenContext({ customerId })
    expect((await held(laptop)).wishlist).toHaveLength(1)
    // The laptop's visitor is linked by what is said on it, and says it of the same list.
    expect(await say(later(laptop, 1), wish)).toBe('unchanged')
    expect(await say(later(laptop, 2), unwish)).toBe('said')
    expect((await held(later({ ...phone, customerId }, 3))).wishlist).toEqual([])
    expect(await db.visitorLink.count({ where: { customerId } })).toBe(2)
  })

  it('is nobody else’s, signed in or signed out at the same browser', async () => {
    const ctx = await signedIn()
    await say(ctx, wish)
    await signOut(later(ctx, 1), givenBrowser().browser)
    const after = later({ ...ctx, customerId: null }, 2)
    expect((await held(after)).wishlist).toEqual([])
    expect((await held(await signedIn())).wishlist).toEqual([])
    // Nor may whoever comes next at an old cookie write into that past.
    expect(await say(after, unwish)).toBe('nobody')
    const { id } = await givenCustomer()
    expect(await say({ ...after, customerId: id }, unwish)).toBe('nobody')
    expect(await kinds()).toEqual(['wish'])
  })

  it('is kept before a yes and after a no, and in a browser that asks for privacy', async () => {
    const asked = [
      givenContext({ country: 'PL' }),
      givenContext({ answer: 'no' }),
      givenContext({ globalPrivacyControl: true }),
    ]
    for (const ctx of asked) expect(await say(ctx, wish)).toBe('said')
    for (const ctx of asked) expect((await held(ctx)).wishlist).toHaveLength(1)
  })

  it('is nothing where a crawler presses the button', async () => {
    expect(await say(givenContext({ silent: true }), wish)).toBe('nobody')
    expect(await kinds()).toEqual([])
  })
})

describe('too much of it', () => {
  const givenSaid = (count: number, subject: (i: number) => string) =>
    db.signInAttempt.createMany({
      data: Array.from({ length: count }, (_, i) => ({ id: randomUUID(), subject: subject(i), at: TEST_NOW })),
    })

  it('is refused for a while, and then no more', async () => {
    const ctx = givenContext()
    for (let i = 0; i < MOST_SAID.said.own; i++) expect(await say(later(ctx, 0), i % 2 ? unwish : wish)).toBe('said')
    expect(await say(ctx, wish)).toBe('often')
    const free = { ...later(ctx, 1), realNow: new Date(TEST_NOW.getTime() + SAYING_WITHIN_MS) }
    expect(await say(free, wish)).toBe('said')
    expect(await say(givenContext(), wish)).toBe('said')
  }, 60_000)

  it('is refused to a network that has had its share with ever new visitors', async () => {
    const ctx = givenContext()
    await say(ctx, wish)
    const { subject } = await db.signInAttempt.findFirstOrThrow({ where: { subject: { startsWith: 'said-network:' } } })
    await givenSaid(MOST_SAID.said.network, () => subject)
    expect(await say(givenContext(), wish)).toBe('often')
    expect(await say(givenContext({ peer: '198.51.100.9' }), wish)).toBe('said')
  })
})

describe('what was counted', () => {
  it('is forgotten when it counts no more, whoever it was about', async () => {
    const day = 24 * 60 * 60_000
    const row = (i: number, age: number) => {
      const subject = `${['said', 'said-network', 'review', 'review-network'][i % 4]}:${i}`
      return { id: randomUUID(), subject, at: new Date(TEST_NOW.getTime() - age) }
    }
    await db.signInAttempt.createMany({ data: Array.from({ length: 90 }, (_, i) => row(i, day)) })
    await db.signInAttempt.create({ data: { ...row(0, 60_000), subject: 'account:of somebody' } })
    await say(givenContext(), wish)
    const left = await db.signInAttempt.findMany()
    expect(left.map(({ subject }) => subject.split(':')[0]).sort()).toEqual(['account', 'said', 'said-network'])
  })
})

describe('the form of a taste', () => {
  const form = (entries: [string, string][]) => {
    const data = new FormData()
    for (const [name, value] of entries) data.append(name, value)
    return data
  }
  const send = async (ctx: FlowContext, entries: [string, string][]) =>
    contribute(ctx, tasteChanges(form(entries), await readVocabulary()), 'account.taste')

  it('is kept as it was sent, said once, and taken back piece by piece', async () => {
    const ctx = givenContext()
    expect(
      await send(ctx, [
        ['size-dresses', '4'],
        ['colour', 'red'],
        ['colour', 'black'],
        ['style', 'edgy'],
      ]),
    ).toBe('said')
    expect([...(await held(ctx)).preferences].sort()).toEqual([
      'colour:black',
      'colour:red',
      'size:dresses:4',
      'style:edgy',
    ])
    expect(
      await send(later(ctx, 1), [
        ['size-dresses', '4'],
        ['colour', 'red'],
        ['colour', 'black'],
        ['style', 'edgy'],
      ]),
    ).toBe('unchanged')
    expect(
      await send(later(ctx, 2), [
        ['size-dresses', '10'],
        ['colour', 'black'],
      ]),
    ).toBe('said')
    expect([...(await held(later(ctx, 2))).preferences].sort()).toEqual(['colour:black', 'size:dresses:10'])
    expect(await send(later(ctx, 3), [['size-dresses', '']])).toBe('said')
    expect((await held(later(ctx, 3))).preferences).toEqual([])
  })

  it('is refused whole for a size that there is not', async () => {
    expect(
      await send(givenContext(), [
        ['size-dresses', '99'],
        ['colour', 'red'],
      ]),
    ).toBe('unknown')
    expect(await kinds()).toEqual([])
  })

  it('offers sizes from small to large, and styles', async () => {
    await givenPiece({ slug: 'pump', categorySlug: 'shoes', sizes: ['38', '36'] })
    await givenPiece({ slug: 'bag', categorySlug: 'bags', sizes: ['one'] })
    const { sizes, styles } = await readVocabulary()
    expect([...sizes].sort()).toEqual([
      ['dresses', ['0', '4', '10']],
      ['shoes', ['36', '38']],
    ])
    expect(styles).toEqual(['edgy'])
  })

  it('is read once for a catalogue, and anew for another', async () => {
    const first = await readVocabulary()
    expect(await readVocabulary()).toBe(first)
    await givenPiece({ slug: 'pump', categorySlug: 'shoes', sizes: ['38'] })
    expect((await readVocabulary()).sizes.get('shoes')).toEqual(['38'])
  })
})
