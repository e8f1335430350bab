import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { ENVELOPE_HEADER, writeEnvelope } from '@/lib/shopper/envelope'
import { COOKIES, sealCookie, type CookieValue } from '@/lib/shopper/cookies'
import { VIEWING_MS } from '@/lib/shopper/viewing'
import { requestContext } from '@/lib/shopper/request'
import { readShopper } from '@/lib/experience/read-shopper'
import { emptyDatabase, givenCustomer, givenPiece, TEST_NOW } from '@/test/database'
import { givenProgramme } from '@/lib/flows/flows.fixture'
import * as answers from '@/lib/flows/answers-actions'
import * as buy from '@/lib/flows/buy-actions'
import * as contribute from '@/lib/flows/contribute-actions'
import * as data from '@/lib/flows/data-actions'
import * as flows from '@/lib/flows/actions'
import * as letters from '@/lib/flows/letters-actions'
import * as returns from '@/lib/flows/return-order-actions'
import * as reviews from '@/lib/flows/review-actions'
import * as presenting from '@/lib/demo/actions'
import * as inbox from '@/lib/messages/inbox/actions'

// Staff sees the shop as a customer: who may, until when, and that nothing whatever is changed meanwhile.

const SECRET = 'cookie secret of the viewing tests'
const asked = vi.hoisted(() => ({
  jar: new Map<string, string>(),
  session: null as string | null,
  url: '/',
  visitor: '',
}))

vi.mock('react', async (original) => ({ ...(await original<object>()), cache: <F>(work: F) => work }))
vi.mock('next/cache', () => ({ refresh: () => {}, revalidatePath: () => {} }))
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (asked.jar.has(name) ? { name, value: asked.jar.get(name) } : undefined),
    getAll: () => [],
    set: (name: string, value: string) => void asked.jar.set(name, value),
    delete: (name: string) => void asked.jar.delete(name),
  }),
  headers: async () =>
    new Headers({
      [ENVELOPE_HEADER]: writeEnvelope({
        ...{ visitorId: asked.visitor, visitId: 'visit', visitNumber: 3, newVisit: false, arrival: null },
        ...{ peer: '203.0.113.7', silent: false, url: asked.url },
      }),
    }),
}))
vi.mock('@/lib/shopper/auth', () => ({
  sessionCustomerId: async () => asked.session,
  signIn: async () => {},
  signOut: async () => void (asked.session = null),
}))

let staffId: string
let customerId: string

/** The wish that the studio writes, with what a test says is different. */
function wish(values: Partial<CookieValue<'viewing'>> = {}, secret = SECRET): void {
  const until = Date.now() + VIEWING_MS
  const value = { staffId, customerId, visitorId: asked.visitor, until, ...values }
  asked.jar.set(COOKIES.viewing, sealCookie('viewing', value, secret))
}

const viewed = async () => (await requestContext()).viewing

beforeEach(async () => {
  Object.assign(process.env, { COOKIE_SECRET: SECRET, AUTH_SECRET: SECRET, DEMO: '1' })
  await emptyDatabase()
  await givenProgramme()
  await givenPiece()
  staffId = (await givenCustomer({ role: 'staff', name: 'Sela Winter' })).id
  customerId = (await givenCustomer({ name: 'Helena Marceau', country: 'US' })).id
  asked.jar.clear()
  Object.assign(asked, { session: staffId, url: '/', visitor: randomUUID() })
})

describe('whom a browser sees the shop as', () => {
  it('is the customer whom staff chose, in silence', async () => {
    wish()
    expect(await viewed()).toMatchObject({ customerId, name: 'Helena Marceau' })
    const { shopper, request } = await readShopper()
    expect(shopper.customer).toMatchObject({ id: customerId, role: 'customer' })
    expect(shopper.learns).toBe(false)
    expect(request.silent).toBe(true)
    expect(shopper.visitorId).not.toBe(asked.visitor)
  })

  it.each<[string, () => void | Promise<unknown>]>([
    ['a customer who forges the cookie', () => wish({}, 'another secret altogether')],
    [
      'a customer who has somebody’s cookie',
      () => {
        wish()
        asked.session = customerId
      },
    ],
    [
      'a customer who says that they are the staff',
      () => {
        asked.session = customerId
        wish({ staffId: customerId })
        return db.customer.update({ where: { id: customerId }, data: { name: 'No staff' } })
      },
    ],
    [
      'nobody signed in',
      () => {
        wish()
        asked.session = null
      },
    ],
    ['who signed out since, and is another visitor', () => wish({ visitorId: randomUUID() })],
    [
      'the studio itself',
      () => {
        wish()
        asked.url = '/studio/customers'
      },
    ],
  ])('is nobody else for %s', async (_, given) => {
    await given()
    const viewing = await viewed()
    expect(viewing === null || viewing === 'ended').toBe(true)
    expect((await readShopper()).shopper.customer?.id ?? null).toBe(asked.session)
  })

  it.each<[string, () => unknown]>([
    ['its half hour is over', () => wish({ until: Date.now() - 1 })],
    ['the role is lost', () => db.customer.update({ where: { id: staffId }, data: { role: 'customer' } })],
    [
      'the customer is erased',
      () => db.customer.update({ where: { id: customerId }, data: { erasedAt: TEST_NOW, email: null, name: '' } }),
    ],
    ['the customer is staff', () => db.customer.update({ where: { id: customerId }, data: { role: 'staff' } })],
  ])('has ended once %s', async (_, given) => {
    wish()
    await given()
    expect(await viewed()).toBe('ended')
    expect((await readShopper()).shopper.customer?.id).toBe(staffId)
  })
})

/** How many rows each table holds, and what is in it as one text. */
async function everything(): Promise<Record<string, string>> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations'`
  const held: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await db.$queryRawUnsafe<{ held: string }[]>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as held from ${name} t`,
    )
    held[name] = row?.held ?? ''
  }
  return held
}

const { signOutAction, ...shopping } = flows

describe('while staff looks, every action', () => {
  const actions = Object.entries({
    ...{ ...answers, ...buy, ...contribute, ...data, ...returns, ...reviews, ...presenting },
    ...{ ...letters, ...inbox },
    ...shopping,
  })
  /** What would do something, were it not refused. */
  const form = () => {
    const filled = new FormData()
    for (const [name, value] of Object.entries({
      ...{ sku: 'test-gown:scarlet:4', quantity: '2', kind: 'wish', product: 'test-gown', colour: 'scarlet' },
      ...{ choice: 'off', forget: '1', said: '1', language: 'pl', 'birthday-month': '4', email: 'a@example.test' },
      ...{ password: 'quiet garden at dusk', name: 'Somebody', rating: '5', title: 'Fine', body: 'Very fine.' },
      ...{ days: '3', country: 'PL', id: 'newcomer', journey: 'alice', step: '1', link: randomUUID() },
      ...{ page: 'outbox', reminders: 'off', message: randomUUID() },
    })) {
      filled.set(name, value)
    }
    return filled
  }

  it.each(actions)('%s leads back, and writes neither a row nor a cookie', async (_name, action) => {
    for (const until of [Date.now() + VIEWING_MS, Date.now() - 1]) {
      wish({ until })
      asked.url = '/cart?from=home'
      const [rows, jar] = [await everything(), new Map(asked.jar)]
      const act = action as (...given: unknown[]) => Promise<unknown>
      const led = await act(...(act.length > 1 ? [{ status: 'idle' }, form()] : [form()])).then(
        () => null,
        (error: { digest?: string }) => error.digest?.split(';')[2] ?? error,
      )
      expect(led).toBe('/cart?from=home&viewing=only')
      expect(await everything()).toEqual(rows)
      expect(new Map(asked.jar)).toEqual(jar)
    }
  })

  it('but signing out, which ends it for good', async () => {
    wish()
    const kept = asked.jar.get(COOKIES.viewing) ?? ''
    await signOutAction().catch(() => {})
    expect(asked.jar.has(COOKIES.viewing)).toBe(false)
    expect(asked.session).toBeNull()
    // Kept and sent again after the same person signed in again: this browser is another visitor now.
    asked.jar.set(COOKIES.viewing, kept)
    Object.assign(asked, { session: staffId, visitor: randomUUID() })
    expect(await viewed()).toBeNull()
  })
})
