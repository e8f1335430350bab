import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { emptyDatabase, givenCustomer } from '@/test/database'
import { givenReport, sqlIn, statuses, write } from './ledger.fixture'
import { rehearsal } from './rehearse'
import type { Report } from './schema'
import { writeReports } from './write'

beforeEach(emptyDatabase)

const entries = () => db.loyaltyEntry.findMany({ orderBy: { id: 'asc' }, include: { customer: true } })

describe('a report', () => {
  it('becomes an entry, and its unknown customer an imported one', async () => {
    const join = givenReport({ id: 't-2', kind: 'join', at: new Date('2026-10-01T10:00:00Z'), amount: 0, channel: '' })
    const written = await write(givenReport(), join)
    expect(written).toEqual({ outcomes: [{ status: 'created' }, { status: 'created' }], customersCreated: 1 })
    const [one, two] = await entries()
    expect(one).toMatchObject({ id: 't-1', kind: 'purchase', amount: 12_990n, currency: 'PLN', channel: 'till' })
    expect(one?.at).toEqual(new Date('2026-11-01T10:00:00Z'))
    expect(two).toMatchObject({ id: 't-2', kind: 'join', amount: 0n, channel: '', customerId: one?.customerId })
    expect(one?.customer).toMatchObject({
      ...{ externalRef: 'c-17', name: 'c-17', email: null, imported: true, seeded: false, role: 'customer' },
      createdAt: join.at, // the earliest that is known of them
    })
  })

  it('said again changes nothing', async () => {
    await write(givenReport())
    expect(await write(givenReport())).toEqual({ outcomes: [{ status: 'already' }], customersCreated: 0 })
    expect(await db.loyaltyEntry.count()).toBe(1)
    expect(await db.customer.count()).toBe(1)
  })

  it.each<[string, Partial<Report>]>([
    ['customer', { customer: 'c-18' }],
    ['time', { at: new Date('2026-11-01T10:00:00.001Z') }],
    ['kind', { kind: 'return' }],
    ['amount', { amount: 12_991 }],
    ['currency', { currency: 'USD' }],
    ['channel', { channel: 'web' }],
  ])('whose id is there with another %s is refused, and leaves nothing', async (what, change) => {
    await write(givenReport())
    const refused = { status: 'refused', reason: `id "t-1" is there already with another ${what}` }
    expect(await write(givenReport(change), givenReport({ id: 't-2' }))).toEqual({
      outcomes: [refused, { status: 'created' }],
      customersCreated: 0,
    })
    expect((await entries()).map(({ id, amount }) => [id, amount])).toEqual([
      ['t-1', 12_990n],
      ['t-2', 12_990n],
    ])
  })

  it('that comes twice at once is written once; with other content the first one stands', async () => {
    const written = await write(givenReport(), givenReport({ amount: 1 }), givenReport())
    expect(statuses(written)).toEqual(['created', 'refused', 'already'])
    expect((await entries()).map(({ amount }) => amount)).toEqual([12_990n])
  })

  it('is written as it is, whatever its characters', async () => {
    const id = String.raw`{"a",\b} '; drop table customer; -- zażółć 🛍 $1`
    await write(givenReport({ id, customer: 'NULL', channel: 'a,"b"\\ {c}' }))
    expect(await entries()).toMatchObject([{ id, channel: 'a,"b"\\ {c}', customer: { externalRef: 'NULL' } }])
    expect(statuses(await write(givenReport({ id, customer: 'NULL', channel: 'a,"b"\\ {c}' })))).toEqual(['already'])
  })

  it('is written as it is, whatever a thousand of them hold', async () => {
    const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((text) => text.trim())
    const fine = texts.filter(
      (text) => text !== '' && text.isWellFormed() && !/[\x00-\x1f\x7f-\x9f\u2028\u2029]/.test(text),
    )
    const named = fc.uniqueArray(fc.tuple(fine, fine, fine), { selector: ([id]) => id, minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(named, async (names) => {
        await emptyDatabase()
        const reports = names.map(([id, customer, channel]) =>
          givenReport({ id, customer: `c${customer.replaceAll('@', '')}`, channel }),
        )
        await write(...reports)
        const rows = new Map((await entries()).map((row) => [row.id, row]))
        for (const { id, customer, channel } of reports) {
          expect(rows.get(id)).toMatchObject({ id, channel, customer: { externalRef: customer } })
        }
      }),
      { numRuns: 15 },
    )
  })

  it('is exact up to the largest amount', async () => {
    await write(givenReport({ amount: 999_999_999_999 }))
    expect(statuses(await write(givenReport({ amount: 999_999_999_999 })))).toEqual(['already'])
  })
})

describe('whose a report is', () => {
  it('says the account with that e-mail', async () => {
    const anna = await givenCustomer({ email: 'anna@example.pl' })
    expect((await write(givenReport({ customer: 'anna@example.pl' }))).customersCreated).toBe(0)
    expect(await entries()).toMatchObject([{ customerId: anna.id, customer: { imported: false } }])
  })

  it('says the number that an account has at the till', async () => {
    const anna = await givenCustomer({ externalRef: 'c-17' })
    await write(givenReport())
    expect(await entries()).toMatchObject([{ customerId: anna.id }])
  })

  it('is never guessed: an account made later with that e-mail is somebody else', async () => {
    await write(givenReport({ customer: 'anna@example.pl' }))
    const anna = await givenCustomer({ email: 'anna@example.pl' })
    const again = await write(
      givenReport({ customer: 'anna@example.pl' }),
      givenReport({ id: 't-2', customer: 'anna@example.pl' }),
    )
    expect(statuses(again)).toEqual(['already', 'created'])
    expect((await entries()).map(({ customerId }) => customerId === anna.id)).toEqual([false, true])
  })
})

describe('all together', () => {
  it('are written or, where one cannot be, none', async () => {
    const impossible = { ...givenReport({ id: 't-2' }), kind: 'gift' as 'join' }
    await expect(write(givenReport(), impossible)).rejects.toThrow(/loyalty_entry_kind_check/)
    expect(await db.loyaltyEntry.count()).toBe(0)
    expect(await db.customer.count()).toBe(0)
  })

  it('by two at once are written once, in whatever order they come', async () => {
    const reports = Array.from({ length: 60 }, (_, i) => givenReport({ id: `t-${i}`, customer: `c-${i % 20}` }))
    const halves = [reports, reports.toReversed(), reports.slice(20), reports.slice(0, 40).toReversed()]
    const results = await Promise.all(halves.map((half) => write(...half)))
    const created = results.flatMap(statuses).filter((status) => status === 'created')
    expect(created).toHaveLength(60)
    expect(results.flatMap(statuses)).not.toContain('refused')
    expect(results.reduce((all, { customersCreated }) => all + customersCreated, 0)).toBe(20)
    expect(await db.customer.count()).toBe(20)
  })

  it('wait for a writer who has not finished, and see what it wrote', async () => {
    let waiting: Promise<unknown> = Promise.resolve()
    await db.$transaction(async (tx) => {
      await writeReports(sqlIn(tx), [givenReport()])
      waiting = write(givenReport({ amount: 1 })).then(statuses)
      await new Promise((resolve) => setTimeout(resolve, 100))
    })
    expect(await waiting).toEqual(['refused'])
  })
})

describe('a rehearsal', () => {
  const batches = [
    [givenReport(), givenReport({ id: 't-2', customer: 'new' }), givenReport({ amount: 1 })],
    [
      givenReport({ id: 't-2', customer: 'new' }),
      givenReport({ id: 't-2', customer: 'other' }),
      givenReport({ id: 't-3', customer: 'new' }),
    ],
  ]

  it('says what writing would say, and writes nothing', async () => {
    await write(givenReport({ id: 't-0' }), givenReport({ id: 't-3', customer: 'known' }))
    const rehearse = db.$transaction(async (tx) => {
      const run = rehearsal(sqlIn(tx))
      return [await run(batches[0] ?? []), await run(batches[1] ?? [])]
    })
    const said = await rehearse
    expect(await db.loyaltyEntry.count()).toBe(2)
    const written = [await write(...(batches[0] ?? [])), await write(...(batches[1] ?? []))]
    expect(said.map(statuses)).toEqual(written.map(statuses))
    expect(said.map(({ customersCreated }) => customersCreated)).toEqual(written.map((one) => one.customersCreated))
    expect(said.map(statuses)).toEqual([
      ['created', 'created', 'refused'],
      ['already', 'refused', 'refused'],
    ])
  })

  it('needs no database', async () => {
    const run = rehearsal(null)
    expect(statuses(await run(batches[0] ?? []))).toEqual(['created', 'created', 'refused'])
    expect(await run(batches[1] ?? [])).toMatchObject({ customersCreated: 0 })
  })
})
