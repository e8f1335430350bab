import { randomUUID } from 'node:crypto'
import { addToCart } from '@/lib/cart/queries'
import { db } from '@/lib/core/db'
import { sorento } from '@/lib/loyalty/presets/sorento'
import type { Step, Steps } from '@/lib/orders/steps'
import { marketOf } from '@/lib/shopper/market'
import { daysAgo, TEST_NOW } from '@/test/database'
import type { Browser, FlowContext } from './types'

// What the tests of flows share: somebody who asks, a browser that notes what was done to it, a form, and a way to slip
// in between two steps.

export const PASSWORD = 'quiet garden at dusk'

/** Somebody new on a US address; `values` says what is different. */
export const givenContext = (values: Partial<FlowContext> = {}): FlowContext => ({
  visitorId: randomUUID(),
  visitId: randomUUID(),
  now: TEST_NOW,
  realNow: TEST_NOW,
  movedClock: false,
  country: 'US',
  market: marketOf(values.country ?? 'US'),
  answer: null,
  globalPrivacyControl: false,
  silent: false,
  peer: '203.0.113.7',
  customerId: null,
  ...values,
})

/** A browser without cookies: it only notes what flows did to it. */
export function givenBrowser() {
  const noted: Record<'session' | 'sessionVisitor' | 'visitorId' | 'visitId' | 'answer', string | null> = {
    session: null,
    sessionVisitor: null,
    visitorId: null,
    visitId: null,
    answer: null,
  }
  const browser: Browser = {
    async openSession({ email, visitorId }) {
      noted.session = email
      noted.sessionVisitor = visitorId ?? null
    },
    async closeSession() {
      noted.session = null
    },
    async becomeVisitor(ids) {
      Object.assign(noted, ids)
    },
    async keepAnswer(answer) {
      noted.answer = answer
    },
  }
  return { browser, noted }
}

/** The house's own programme, in force for two years. */
export const givenProgramme = () =>
  db.programmeVersion.create({
    data: { id: randomUUID(), name: 'Sorento', effectiveFrom: daysAgo(730), definition: structuredClone(sorento) },
  })

/** Puts units of a piece into the cart of whoever is asking; throws when that is refused. */
export async function givenInCart(ctx: FlowContext, sku: string, quantity = 1): Promise<void> {
  const { visitorId, customerId, visitId, now } = ctx
  const who = { visitorId, customerId, visitId, now, movedClock: false, learns: false, place: null }
  const result = await addToCart({ ...who, sku, quantity })
  if (!result.ok) throw new Error(`not added: ${result.fault.code}`)
}

/** A complete checkout form of somebody new in New York with the card that succeeds. */
export const orderFields = (values: Record<string, unknown> = {}): Record<string, unknown> => ({
  key: randomUUID(),
  shownTotal: '0',
  name: 'Alice Hartwell',
  email: 'alice@example.test',
  password: PASSWORD,
  line1: '1 Mercer Street',
  city: 'New York',
  region: 'NY',
  postcode: '10013',
  country: 'US',
  cardNumber: '4242 4242 4242 4242',
  cardExpiry: '12/30',
  cardCvc: '123',
  ...values,
})

/** Does something the first time a step is reached. */
export function atStep(wanted: Step, act: () => Promise<unknown> | void): Steps {
  let done = false
  return async (step) => {
    if (step !== wanted || done) return
    done = true
    await act()
  }
}

/**
 * Waits until something is done or, when it wants a lock that we hold, until it stands and waits for it.
 * @param waiting how many wait by then, those included that did before
 */
export async function begun(work: Promise<unknown>, waiting = 1): Promise<void> {
  let done = false
  const finished = work.catch(() => {}).finally(() => (done = true))
  const soon = () => new Promise((resolve) => setTimeout(resolve, 20))
  for (let tries = 0; !done && tries < 250; tries++) {
    const [row] = await db.$queryRaw<{ waiting: boolean }[]>`
      select count(*) >= ${waiting} as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`
    if (row?.waiting) return
    await Promise.race([finished, soon()])
  }
  if (!done) throw new Error('neither done nor waiting for a lock')
}

export const stockOf = async (sku: string): Promise<number | undefined> =>
  (await db.variant.findUnique({ where: { sku } }))?.stock
