import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { currentProgramme } from '@/lib/loyalty/queries'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { marketOf } from '@/lib/shopper/market'
import { daysAgo, emptyDatabase, givenCustomer } from '@/test/database'
import { publishAction } from './actions'
import { lockVersions, readVersions, writeVersion } from './queries'

// Who asks, and what their clock shows; `shopNow` is what everybody else's shows.
const asking = vi.hoisted(() => ({ customerId: null as string | null, now: new Date(0), shopNow: new Date(0) }))
vi.mock('@/lib/shopper/request', () => ({
  requestContext: () =>
    Promise.resolve({ sessionCustomerId: asking.customerId, now: asking.now, market: marketOf('US') }),
}))
vi.mock('@/lib/core/clock', () => ({ domainClock: () => Promise.resolve({ now: asking.shopNow }) }))
// As in Next: both end the action by throwing.
vi.mock('next/navigation', () => ({
  redirect: (path: string) => {
    throw new Error(`to ${path}`)
  },
  notFound: () => {
    throw new Error('not found')
  },
  unstable_rethrow: (error: unknown) => {
    if (error instanceof Error && /^(?:to |not found)/.test(error.message)) throw error
  },
}))

const NOW = new Date('2026-11-21T18:00:00Z')
const fields = {
  setting: 'tiers.bronze.threshold',
  value: '$3,500.00',
  from: '2026-11-21',
  versions: '1',
}
const send = (values: Partial<Record<keyof typeof fields, string>> = {}) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...fields, ...values })) form.set(name, value)
  return publishAction(null, form)
}
const bronzeAt = async (at: string) => (await currentProgramme(new Date(at))).tiers[0]?.threshold
const publishedAs = (number: number) => `to /studio/programme?published=${number}`
const version = (effectiveFrom: Date, definition: LoyaltyProgram = sorento) =>
  db.programmeVersion.create({
    data: { id: randomUUID(), name: definition.name, effectiveFrom, definition: structuredClone(definition) },
  })

/** Until some transaction waits for the table of versions. */
async function waiting(): Promise<'waits'> {
  for (;;) {
    const rows = await db.$queryRaw<unknown[]>`
      select 1 from pg_locks where not granted and relation = 'programme_version'::regclass
        and database = (select oid from pg_database where datname = current_database())`
    if (rows.length > 0) return 'waits'
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

beforeEach(async () => {
  await emptyDatabase()
  await version(daysAgo(730))
  asking.customerId = (await givenCustomer({ role: 'staff' })).id
  asking.now = asking.shopNow = NOW
})

describe('to whom staff is not asking', () => {
  it.each([
    ['a stranger', () => Promise.resolve(null)],
    ['a customer', async () => (await givenCustomer()).id],
    ['a session whose customer is gone', () => Promise.resolve(randomUUID())],
  ])('publishing is an unknown page: %s', async (_, who) => {
    asking.customerId = await who()
    await expect(send()).rejects.toThrow('not found')
    expect(await db.programmeVersion.count()).toBe(1)
  })

  it('publishing ends with the role, not with the session', async () => {
    await db.customer.updateMany({ data: { role: 'customer' } })
    await expect(send()).rejects.toThrow('not found')
    expect(await db.programmeVersion.count()).toBe(1)
  })
})

describe('putting a version in force', () => {
  it('takes effect now for today, and leaves what was as it was', async () => {
    const before = await db.programmeVersion.findMany()
    await expect(send()).rejects.toThrow(publishedAs(2))
    expect(await bronzeAt('2026-11-21T17:59:59.999Z')).toBe(400_000)
    expect(await bronzeAt('2026-11-21T18:00:00Z')).toBe(350_000)
    expect(await db.programmeVersion.findMany({ where: { id: { in: before.map(({ id }) => id) } } })).toEqual(before)
  })

  it('changes one setting and nothing else', async () => {
    await expect(send()).rejects.toThrow(publishedAs(2))
    const [, second] = await readVersions()
    const [bronze, ...others] = sorento.tiers
    expect(second?.programme).toEqual({ ...sorento, tiers: [{ ...bronze, threshold: 350_000 }, ...others] })
  })

  it('can be planned, and builds on what is in force on that day', async () => {
    await version(new Date('2026-12-01T00:00:00Z'), { ...sorento, hold: { days: 14 } })
    await expect(send({ from: '2027-01-01', versions: '2' })).rejects.toThrow(publishedAs(3))
    expect(await bronzeAt('2026-12-31T23:59:59Z')).toBe(400_000)
    expect(await currentProgramme(new Date('2027-01-01T00:00:00Z'))).toMatchObject({
      hold: { days: 14 },
      tiers: [{ threshold: 350_000 }, {}, {}],
    })
    // One that begins before a planned one stands between them.
    await expect(send({ from: '2026-11-25', versions: '3' })).rejects.toThrow(publishedAs(2))
    expect((await readVersions()).map(({ effectiveFrom }) => effectiveFrom.toISOString().slice(0, 10))).toEqual([
      '2024-11-21',
      '2026-11-25',
      '2026-12-01',
      '2027-01-01',
    ])
  })

  it('happens once when a form is sent twice', async () => {
    const answers = await Promise.allSettled([send(), send()])
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    const [refused] = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    expect(refused).toMatchObject({ status: 'error', message: expect.stringContaining('Somebody put another version') })
    expect(await db.programmeVersion.count()).toBe(2)
  })

  it('waits for a version that is being written, and does not undo it unseen', async () => {
    const { publishing } = await db.$transaction(async (tx) => {
      await lockVersions(tx)
      const written = { id: randomUUID(), effectiveFrom: daysAgo(1), programme: { ...sorento, hold: { days: 14 } } }
      await writeVersion(tx, written)
      const sent = send()
      const settled = sent.then(
        () => 'done',
        () => 'done',
      )
      await expect(Promise.race([settled, waiting()])).resolves.toBe('waits')
      return { publishing: sent }
    })
    expect(await publishing).toMatchObject({
      status: 'error',
      message: expect.stringContaining('Somebody put another'),
    })
    expect(await db.programmeVersion.count()).toBe(2)
  })

  it('follows a clock that is ahead, for whom it is ahead', async () => {
    asking.now = new Date('2026-12-24T12:00:00Z')
    await expect(send({ from: '2026-12-24' })).rejects.toThrow(publishedAs(2))
    expect(await bronzeAt('2026-12-24T11:59:59Z')).toBe(400_000)
    expect(await bronzeAt('2026-12-24T12:00:00Z')).toBe(350_000)
  })
})

describe('what is refused, in words at its field', () => {
  const refused = async (values: Parameters<typeof send>[0]) => {
    const state = await send(values)
    expect(await db.programmeVersion.count()).toBe(1)
    if (state.status !== 'error') throw new Error('not refused')
    return state
  }

  it('a programme that cannot be run, with path and reason', async () => {
    const { message, errors } = await refused({ value: '9000' })
    expect(message).toBe('The programme was not changed.')
    expect(errors.value).toContain('tiers.1.threshold: must be above Bronze')
  })

  it('a day before today, and what is none; what was typed stays', async () => {
    const state = await refused({ from: '2026-11-20' })
    expect(state.errors.from).toContain('Today is November 21, 2026')
    expect(state.values).toEqual({ from: '2026-11-20' })
    expect((await refused({ from: 'soon' })).errors.from).toBe('Write a day like 2026-11-21.')
  })

  it('a past that is everybody else’s present', async () => {
    asking.now = new Date('2026-10-01T12:00:00Z')
    const { errors } = await refused({ from: '2026-10-01' })
    expect(errors.from).toContain('clock stands in the past')
  })

  it('a setting that there is not, or no form at all', async () => {
    expect((await refused({ setting: 'currency', value: 'EUR' })).errors.value).toContain('no such setting')
    expect((await refused({ versions: 'all' })).status).toBe('error')
    expect(await publishAction(null, undefined as unknown as FormData)).toMatchObject({ status: 'error' })
  })

  it('a page that another version has overtaken', async () => {
    const { message, errors } = await refused({ versions: '0' })
    expect(message).toContain('Somebody put another version in force meanwhile.')
    expect(errors).toEqual({})
  })
})
