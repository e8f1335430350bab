import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PastOrder } from '@/lib/orders/schema'
import { daysBefore, NOW } from '@/lib/ranking/shop.fixture'
import { givenOrder, givenShopper, GOWN, joined, PUMP, RING, type Given } from '../shopper.fixture'
import { decideRelation } from './decide'
import { blockOf, valued } from './told.fixture'

// Each number that is told, counted again from the orders by the words alone: nothing here asks lib/value or lib/loyalty.

const PIECES = [GOWN, RING, PUMP]
type Told = { daysAgo: number; pieces: readonly number[]; back: readonly boolean[] }

const toldOrders = fc.array(
  fc.record({
    daysAgo: fc.integer({ min: 2, max: 1_500 }),
    pieces: fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1, maxLength: 3 }),
    back: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 12 },
)

const ordersOf = (told: readonly Told[]): PastOrder[] =>
  told
    .map(({ daysAgo, pieces, back }, i) =>
      givenOrder(
        pieces.map((piece) => PIECES[piece] ?? GOWN),
        {
          ...{ id: `o${String(i).padStart(2, '0')}`, number: `S-${i}`, placedAt: daysBefore(daysAgo) },
          returned: pieces.filter((piece) => back[piece]).map((piece) => PIECES[piece] ?? GOWN),
        },
      ),
    )
    .sort((a, b) => b.placedAt.getTime() - a.placedAt.getTime())

/** The pieces of an order that stayed, unit by unit. */
const stayed = ({ lines }: PastOrder) =>
  lines.flatMap((line) => Array.from({ length: line.quantity - line.returned }, () => line))

function countAgain(orders: readonly PastOrder[]) {
  const kept = orders.filter((order) => stayed(order).length > 0)
  const units = kept.flatMap(stayed)
  const first = kept.at(-1)?.placedAt ?? NOW
  let months = 0
  const sameDayIn = (n: number) => {
    const [year, month] = [first.getUTCFullYear(), first.getUTCMonth() + n]
    const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
    return Date.UTC(year, month, Math.min(first.getUTCDate(), last))
  }
  while (sameDayIn(months + 1) <= NOW.getTime()) months += 1
  return {
    orders: kept.length,
    placed: orders.length,
    spend: units.reduce((sum, { unitPrice }) => sum + unitPrice, 0),
    pieces: units.length,
    houses: new Set(units.map(({ houseName }) => houseName)).size,
    thisYear: kept.filter(({ placedAt }) => placedAt.getUTCFullYear() === NOW.getUTCFullYear()).length,
    months,
    first,
  }
}

const dollars = (cents: number) => (cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })
const client = (orders: readonly PastOrder[], given: Given = {}) =>
  givenShopper({ name: 'Alice Hartwell', orders: [...orders], usedOffers: ['first-order'], ...given })
/** "3 pieces, from two houses" → 3, by what follows the numeral. */
const figure = (figures: readonly { figure: string; label: string }[], label: RegExp) =>
  figures.find((each) => label.test(each.label))?.figure.replaceAll(/[,$]/g, '')

describe('each number, counted again', () => {
  it('of orders, months, pieces, houses and money, whatever came back', () => {
    fc.assert(
      fc.property(toldOrders, (told) => {
        const orders = ordersOf(told)
        const again = countAgain(orders)
        const shopper = client(orders)
        const decision = decideRelation(shopper, 'home')
        if (again.orders === 0) {
          expect(decision.arm).toBe('prospect')
          return
        }
        // By segment alone: a VIP reads the same numbers in other words.
        const block = blockOf(valued(shopper, { segment: 'vip', atRisk: null }))
        const years = Math.floor(again.months / 12)
        const together =
          years > 0
            ? `${years} ${years === 1 ? 'year' : 'years'} together, ${again.orders}`
            : again.months > 0
              ? `${again.months} ${again.months === 1 ? 'month' : 'months'} together, ${again.orders}`
              : `${again.orders} ${again.orders === 1 ? 'order' : 'orders'} since`
        expect(block.title).toContain(together)
        expect(block.lines[0]).toBe(`$${dollars(again.spend)} invested in your style. Thank you.`)
        expect(figure(block.figures, /^pieces?, from/)).toBe(String(again.pieces))
        if (again.thisYear > 0 && again.thisYear < again.orders) {
          expect(figure(block.figures, /this year$/)).toBe(String(again.thisYear))
        } else expect(figure(block.figures, /this year$/)).toBeUndefined()
        expect(Number(figure(block.figures, /on average$/))).toBeCloseTo(again.spend / again.orders / 100, 1)
      }),
      { numRuns: 300 },
    )
  })

  it('takes the branch that the number of kept orders says', () => {
    fc.assert(
      fc.property(toldOrders, (told) => {
        const orders = ordersOf(told)
        const { orders: kept, placed } = countAgain(orders)
        const shopper = valued(client(orders), { atRisk: null })
        const { arm, value } = decideRelation(shopper, 'home')
        const segment = kept === 0 ? 'prospect' : kept === 1 ? 'one-timer' : null
        if (segment) expect(arm).toBe(segment)
        else expect(['repeat', 'near-tier']).toContain(arm)
        if (arm === 'repeat' && value.kind === 'relation') {
          expect(figure(value.figures, /^of .* kept$/)).toBe(placed > kept ? String(kept) : undefined)
        }
      }),
    )
  })

  it('of a first order: its day, its dearest piece and what was kept of it', () => {
    fc.assert(
      fc.property(toldOrders, (told) => {
        const [only] = ordersOf(told.slice(0, 1))
        const again = only && countAgain([only])
        if (!only || !again || again.orders === 0) return
        const block = blockOf(valued(client([only]), { atRisk: null }))
        const dearest = stayed(only).toSorted((a, b) => b.unitPrice - a.unitPrice)[0]
        expect(block.title).toBe(`It began with the ${dearest?.productName}`)
        const day = again.first.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' })
        const more = again.pieces - 1
        const what = `${dearest?.productName} by ${dearest?.houseName}${more === 0 ? '' : more === 1 ? ' and one more piece' : ` and ${more} more pieces`}`
        expect(block.lines[0]).toBe(`Your first order, on ${day}: ${what}, for $${dollars(again.spend)}.`)
      }),
    )
  })
})

it('counts units, not lines: of two of a kind, one that came back is one less', () => {
  const one = givenOrder([RING], { placedAt: daysBefore(40) })
  const price = one.merchandise
  const two: PastOrder = {
    ...{ ...one, merchandise: 2 * price, total: 2 * price },
    lines: one.lines.map((line) => ({ ...line, quantity: 2, returned: 1 })),
    returns: [{ id: 'back', at: daysBefore(30), merchandise: price, refund: price, pointsBack: 0 }],
  }
  const { figures, lines } = blockOf(valued(client([two]), { atRisk: null }))
  expect(figure(figures, /^pieces?, from/)).toBe('1')
  expect(lines[0]).toContain(`, for $${dollars(price)}.`)
})

describe('close to a tier', () => {
  it('what this year’s orders earned is a point for each whole dollar, two while Silver, less what came back', () => {
    // Order c made her Silver, until it came back yesterday: the pumps of order d earned twice.
    const orders = [
      givenOrder([PUMP], { id: 'd', placedAt: daysBefore(10) }),
      givenOrder([GOWN], { id: 'c', placedAt: daysBefore(20), returned: [GOWN] }),
      givenOrder([GOWN, RING], { id: 'b', placedAt: daysBefore(40) }),
      givenOrder([GOWN], { id: 'a', placedAt: daysBefore(330) }),
    ]
    const prices = new Map(orders.flatMap(({ lines }) => lines.map(({ product, unitPrice }) => [product, unitPrice])))
    const price = (slug: string) => prices.get(slug) ?? 0
    const shopper = client(orders, { memberships: [joined(daysBefore(400))] })
    const spend = price(PUMP) + 2 * price(GOWN) + price(RING)
    const missing = 800_000 - spend
    expect(shopper.standing?.amountToNext).toBe(missing)
    // Whatever is missing: the words of the branch are asked for by themselves.
    const near = { ...shopper, standing: shopper.standing && { ...shopper.standing, amountToNext: 30_000 } }
    const { arm, value } = decideRelation({ ...near, value: near.value && { ...near.value, atRisk: null } }, 'home')
    expect(arm).toBe('near-tier')
    const points = (2 * price(PUMP) + price(GOWN) + price(RING)) / 100
    expect(value.kind === 'relation' && value.lines[0]).toBe(
      `This year’s 2 orders have earned ${points.toLocaleString('en-US')} points.`,
    )
  })

  it.each([
    [30_000, 'near-tier'],
    [30_001, 'repeat'],
    [1, 'near-tier'],
    [30_100, 'repeat'],
  ])('%i cents away: %s', (amountToNext, arm) => {
    const orders = [givenOrder([PUMP], { id: 'b' }), givenOrder([RING], { id: 'a', placedAt: daysBefore(50) })]
    const shopper = client(orders, { memberships: [joined(daysBefore(60))] })
    const at = { ...shopper, standing: shopper.standing && { ...shopper.standing, amountToNext } }
    expect(decideRelation(at, 'home').arm).toBe(arm)
  })

  it('is for members: nobody else is on the way to a tier', () => {
    const orders = [givenOrder([PUMP], { id: 'b' }), givenOrder([RING], { id: 'a', placedAt: daysBefore(50) })]
    const { arm, value } = decideRelation(client(orders), 'home')
    expect(arm).toBe('repeat')
    expect(value).toMatchObject({ tier: null, next: null })
    expect(value.kind === 'relation' && JSON.stringify([value.lines, value.figures])).not.toMatch(/point|tier/)
  })
})
