import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { MS_PER_DAY, dayOf, isoDay } from '@/lib/core/days'
import { db } from '@/lib/core/db'
import { readShopperFacts, type ShopperFacts } from '@/lib/experience/queries'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { programmeOfVersion } from '@/lib/loyalty/queries'
import { standingOf } from '@/lib/loyalty/standing'
import { loyaltyFactsOf } from '@/lib/loyalty/transactions'
import { monthEnds, movementStart } from '@/lib/value/base/moments'
import { cutOffOf } from '@/lib/value/base/quantiles'
import { runValue } from '@/lib/value/base/run'
import { baseReportSchema } from '@/lib/value/base/schema'
import { valueOf } from '@/lib/value/fold'
import { valueFactsOf } from '@/lib/value/purchases'
import type { Segment } from '@/lib/value/schema'
import { segmentOf } from '@/lib/value/segment'
import { emptyDatabase, givenOrder } from '@/test/database'
import { DEFAULT_SEED_NOW } from './config'
import { seedDatabase } from './index'
import { PASSWORD } from './personas.fixture'

// The batch folds everybody by a way of its own, for speed. Here each row is held to what a request folds of the same
// person, and what the report says of earlier months to the same fold as of then.

const SEED_NOW = new Date(DEFAULT_SEED_NOW)
/** From here on another programme holds: other days, tiers with hold and cycle, paid amounts, a VIP by tier. */
const LATER = new Date(SEED_NOW.getTime() + 60_000)
const ago = (days: number): Date => new Date(SEED_NOW.getTime() - Math.round(days * MS_PER_DAY))

beforeAll(async () => {
  await emptyDatabase()
  await seedDatabase(process.env.DATABASE_URL ?? '', {
    ...{ seedNow: SEED_NOW, seedNumber: 1, password: PASSWORD, sizes: { shoppers: 260, visits: 0 }, reset: true },
  })
  await givenOddities()
}, 120_000)

/** What the seed tells little of: the till, other currencies, points, returns of all kinds, equal moments, leaving. */
async function givenOddities(): Promise<void> {
  const people = await db.customer.findMany({ where: { role: 'customer' }, orderBy: { id: 'asc' }, take: 60 })
  const entry = (customerId: string, kind: string, days: number, amount: number, more: object = {}) =>
    db.loyaltyEntry.create({
      data: {
        ...{ id: `${kind}:${randomUUID()}`, customerId, kind, at: ago(days), amount, currency: 'USD', channel: 'till' },
        ...more,
      },
    })
  const order = (customerId: string, days: number, units: number, more: object = {}) =>
    givenOrder({
      ...{ customerId, placedAt: ago(days), ...more },
      lines: [
        { sku: 'gown', quantity: 2, unitPrice: units * 50 },
        { sku: 'belt', unitPrice: 0 },
      ],
    })
  const bringBack = async (
    of: Awaited<ReturnType<typeof order>>,
    days: number,
    [gowns, belts]: [number, number],
    share = 1,
  ) => {
    const returnId = randomUUID()
    await db.return.create({ data: { id: returnId, orderId: of.id, at: ago(days) } })
    const pieces = of.lines.map((line) => ({ line, quantity: line.sku === 'gown' ? gowns : belts }))
    await db.returnLine.createMany({
      data: pieces
        .filter(({ quantity }) => quantity > 0)
        .map(({ line, quantity }) => {
          const merchandise = quantity * line.unitPrice
          const amounts = { merchandise, refund: merchandise * share }
          return { id: randomUUID(), returnId, orderLineId: line.id, quantity, ...amounts }
        }),
    })
  }
  for (const [i, { id }] of people.entries()) {
    const units = 300 + 37 * i
    if (i % 3 === 0) await entry(id, 'purchase', 20 + 7 * i, units * 100)
    if (i % 4 === 0) await entry(id, 'return', 15 + 5 * i, units * 60, { channel: i % 8 === 0 ? 'till' : 'phone' })
    if (i % 6 === 0) await entry(id, 'return', 2 * i, units * 900)
    if (i % 5 === 0) await entry(id, 'purchase', 9 * i, units * 100, { currency: 'PLN' })
    if (i % 7 === 0) await entry(id, 'join', 200 + i, 0)
    if (i % 14 === 0) await entry(id, 'resign', i, 0)
    if (i % 3 === 1) await order(id, 3 * i, units, { currency: i % 2 === 0 ? 'PLN' : 'USD', channel: 'till' })
    if (i % 4 === 1) {
      // Two of one moment, all of one of them and a part of the other brought back, in two steps.
      const [whole, part] = [await order(id, 100 + i, units), await order(id, 100 + i, units + 1)]
      await bringBack(whole, 95 + i, [1, 0])
      await bringBack(whole, 40 + i, [1, 1])
      await bringBack(part, 90 + i, [1, 0])
    }
    if (i % 4 === 2) {
      // Paid with points: of the first something that cost nothing is kept, of the second nothing is.
      const [kept, gone] = [await order(id, 50 + i, units), await order(id, 45 + i, units)]
      for (const { id: orderId, merchandise } of [kept, gone]) {
        await db.order.update({ where: { id: orderId }, data: { pointsDiscount: merchandise, total: 0 } })
      }
      await bringBack(kept, 30, [2, 0], 0)
      await bringBack(gone, 30, [2, 1], 0)
    }
    if (i % 9 === 0) {
      // Nobody knows yet: the order, and the return of an earlier one.
      await order(id, -30, units)
      await bringBack(await order(id, 12, units), -30, [2, 1])
    }
  }
  await db.customer.update({ where: { id: people[59]?.id ?? '' }, data: { createdAt: ago(50) } })
  await db.programmeVersion.create({
    data: {
      ...{ id: randomUUID(), name: 'test', effectiveFrom: LATER },
      definition: {
        ...{ ...sorento, timeZone: 'America/New_York', qualifying: 'paid', hold: { days: 14 } },
        cycle: { months: 6, downgrade: 'one-down', graceDays: 20 },
      },
    },
  })
}

const NOBODY = '5e0a0003-0000-4000-8000-000000000000'

/** What a request says of somebody as of an earlier moment, with the facts of a run's moment. */
function said(known: ShopperFacts, asOf: Date, base = known.base) {
  if (!known.programme) throw new Error('no programme')
  const programme = programmeOfVersion(known.programme)
  const result = standingOf({ programme, ...loyaltyFactsOf(programme, known), asOf })
  const tier = result.member ? result.standing.tier : null
  const place = programme.tiers.findIndex(({ key }) => key === tier?.key)
  const held = programme.tiers.slice(0, place + 1).map(({ key }) => key)
  const facts = valueFactsOf(programme, known)
  return { tier, held, facts, value: valueOf({ facts, asOf, timeZone: programme.timeZone, held, base }) }
}

/** Everybody's segment as of an earlier moment, by who was there and the cut-off then. */
function segmentsAt(everybody: { known: ShopperFacts; since: Date }[], at: Date): (Segment | null)[] {
  const there = everybody.map(({ known, since }) => {
    const then = said(known, at)
    const { orders, placed } = then.value.stats
    return since <= at || placed > 0 ? { orders, score: then.value.score, held: then.held, base: known.base } : null
  })
  const scores = Float64Array.from(there.flatMap((one) => (one ? [one.score] : []))).toSorted()
  return there.map((one) => {
    if (!one?.base) return null
    const { vip } = one.base
    return segmentOf({ ...one, base: { vip, vipCutOff: vip.by === 'score' ? cutOffOf(scores, vip.share) : null } })
  })
}

type Known = Awaited<ReturnType<typeof readShopperFacts>>
type Somebody = { id: string; since: Date; known: Known; now: ReturnType<typeof said> }

async function compare(asOf: Date, timeZone: string) {
  const run = await db.valueRun.findUniqueOrThrow({ where: { asOf }, include: { rows: true } })
  const report = baseReportSchema.parse(run.report)
  const customers = await db.customer.findMany({
    where: { role: 'customer', erasedAt: null },
    orderBy: { id: 'asc' },
  })
  const everybody: Somebody[] = []
  for (const { id, createdAt } of customers) {
    const known = await readShopperFacts({ visitorId: NOBODY, customerId: id, asOf })
    everybody.push({ id, since: createdAt, known, now: said(known, asOf) })
  }
  const shown = everybody.map(({ id, now: { tier, value } }) => ({
    ...{ id, score: value.score, scores: value.scores, segment: value.segment, trend: value.trend },
    ...{ atRisk: value.atRisk !== null, orders: value.stats.orders, spend: value.stats.spend, tier: tier?.key ?? null },
    ...{ expected90: value.expected90, last: value.stats.last },
  }))
  const byId = new Map(run.rows.map((row) => [row.customerId, row]))
  const written = everybody.map(({ id }) => {
    const row = byId.get(id)
    if (!row) throw new Error(`nobody wrote ${id}`)
    const { score, scores, segment, trend, atRisk, orders, spend, tier, expected90, lastAt: last } = row
    return { ...{ id, score, scores, segment, trend, atRisk, orders, spend: Number(spend), tier, expected90, last } }
  })
  const percentiles = everybody.map(({ id, now }) =>
    Math.abs((now.value.percentile ?? NaN) - (byId.get(id)?.percentile ?? NaN)),
  )
  const months = monthEnds(asOf, timeZone).map(({ day, at }) => {
    const counted = { prospect: 0, 'one-timer': 0, repeat: 0, vip: 0 }
    for (const segment of segmentsAt(everybody, at)) if (segment) counted[segment] += 1
    return { day: isoDay(day), segments: counted }
  })
  const since = movementStart(asOf, timeZone)
  const from: Record<string, Record<Segment, number>> = {}
  for (const former of ['new', 'prospect', 'one-timer', 'repeat', 'vip']) {
    from[former] = { prospect: 0, 'one-timer': 0, repeat: 0, vip: 0 }
  }
  for (const [i, former] of segmentsAt(everybody, since.at).entries()) {
    const now = everybody[i]?.now.value.segment
    const row = from[former ?? 'new']
    if (now && row) row[now] += 1
  }
  return { run, report, shown, written, percentiles, months, movement: { since: isoDay(since.day), from } }
}

describe.each([
  { name: 'of the seed', asOf: SEED_NOW, timeZone: 'UTC', settings: {} },
  {
    ...{ name: 'of another programme, zone, rule and weights', asOf: LATER, timeZone: 'America/New_York' },
    settings: {
      valueWeights: '[{"until":1,"weight":2},{"until":18,"weight":1},{"until":35,"weight":0.6666666666666666}]',
      valueVipRule: '{"by":"tier","tier":"silver"}',
    },
  },
])('a batch $name', ({ asOf, timeZone, settings }) => {
  let found: Awaited<ReturnType<typeof compare>>
  beforeAll(async () => {
    for (const [key, value] of Object.entries(settings)) await db.setting.create({ data: { key, value } })
    await runValue(asOf)
    found = await compare(asOf, timeZone)
  }, 120_000)

  it('says of everybody, bit for bit, what a request says of them', () => {
    const { written, shown, percentiles } = found
    expect(written).toEqual(shown)
    expect(written.length).toBeGreaterThan(260)
    expect(Math.max(...percentiles)).toBeLessThan(1)
    // Who is compared is not all alike.
    for (const key of ['segment', 'trend', 'atRisk', 'tier'] as const) {
      expect(new Set(written.map((row) => row[key])).size, key).toBeGreaterThan(1)
    }
    expect(written.filter(({ spend }) => spend < 0).length).toBeGreaterThan(1)
    expect(written.filter(({ expected90 }) => expected90 !== null).length).toBeGreaterThan(100)
  })

  it('says of earlier months what a request then would have said', () => {
    const { report, months, movement } = found
    expect(report.months).toEqual(months)
    expect(report.movement).toEqual(movement)
    expect(report.months.map(({ segments }) => segments.vip).some((vips) => vips > 0)).toBe(true)
    expect(dayOf(asOf, timeZone)).toBeGreaterThan(0)
  })

  it('adds up', () => {
    const { report, written } = found
    const sum = (values: number[]) => values.reduce((total, each) => total + each, 0)
    expect(report.customers).toBe(written.length)
    expect(report.spend).toBe(sum(written.map(({ spend }) => spend)))
    expect(report.atRisk).toBe(written.filter(({ atRisk }) => atRisk).length)
    expect(sum(Object.values(report.segments))).toBe(written.length)
    expect(sum(report.tiers.map(({ customers }) => customers))).toBe(written.length)
  })
})
