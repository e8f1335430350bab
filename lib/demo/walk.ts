import 'server-only'
import { priceCart } from '@/lib/cart/pricing'
import { addToCart, readCart } from '@/lib/cart/queries'
import { buyable } from '@/lib/cart/rules'
import { skuOf } from '@/lib/catalog/sku'
import { db } from '@/lib/core/db'
import { MS_PER_DAY } from '@/lib/core/days'
import { newId, newToken } from '@/lib/core/ids'
import { noteFacts } from '@/lib/events/queries'
import { pageKey } from '@/lib/experience/noting'
import { thisBrowser } from '@/lib/flows/browser'
import { learnsFrom } from '@/lib/flows/consent'
import { placeOrder } from '@/lib/flows/place-order'
import { testExpiry } from '@/lib/orders/payment'
import { readRights } from '@/lib/flows/place-order-rights'
import { INBOX, type Act, type Journey } from './journeys/schema'
import { followNewest, newestMessage, writeTo } from './messages'
import { STAFF_ID } from './personas'
import { becomePersona, enterAs, setWishes, startAfresh, type Stage } from './stage'

export type Walk = { key: string; step: number; acts: number; run: string }

/** Where a run's account lives: its own for every run, so that a journey can be walked any number of times. */
const accountOf = ({ key, run }: Walk) => ({
  email: `${key}.${run.toLowerCase()}@example.com`,
  password: `evening ${run}`,
})

// A test card and addresses that pass every check, for the presenter's own "Next".
const NEW_YORK = {
  line1: '12 Mercer Street',
  line2: '',
  city: 'New York',
  region: 'NY',
  postcode: '10013',
  country: 'US',
}
const WARSAW = { line1: 'Nowy Świat 12', line2: '', city: 'Warszawa', region: '', postcode: '00-373', country: 'PL' }
const CVC = '123'

/** Where what she orders goes: at home in Poland to Warsaw, from anywhere else to New York. */
const addressOf = ({ ctx }: Stage) => (ctx.country === WARSAW.country ? WARSAW : NEW_YORK)

/** A new walk at its very beginning. */
export const newWalk = (journey: Journey): Walk => ({
  key: journey.key,
  step: 0,
  acts: 0,
  run: newToken(9).replace(/[^a-zA-Z0-9]/g, 'x'),
})

/**
 * Goes on from where the walk stands until something is to be seen: a page is opened, an order placed, a piece added at
 * the end of a step. Null at the journey's end.
 * @returns the stage, and the path to show.
 */
export async function walkOn(
  stage: Stage,
  journey: Journey,
  walk: Walk,
): Promise<{ stage: Stage; path: string } | null> {
  const begun = journey.steps[walk.step]
  const over = !begun || walk.acts >= begun.acts.length
  const step = over && begun ? walk.step + 1 : walk.step
  const acts = journey.steps[step]?.acts
  if (!acts) return null
  let at = over ? 0 : walk.acts
  let now = stage
  let path: string | null = null
  while (path === null && at < acts.length) {
    const act = acts[at]
    if (!act) break
    at += 1
    const done = await perform(now, act, { walk, last: at === acts.length })
    now = done.stage
    path = done.path
  }
  now = await setWishes(now, { journey: { ...walk, step, acts: at } })
  return { stage: now, path: path ?? '/' }
}

/** Walks from the beginning through all of `target`, without showing what lies between. */
export async function walkTo(stage: Stage, journey: Journey, target: number): Promise<{ stage: Stage; path: string }> {
  const walk = newWalk(journey)
  let now = stage
  let path = '/'
  for (const [index, step] of journey.steps.slice(0, target + 1).entries()) {
    for (const [i, act] of step.acts.entries()) {
      const last = i === step.acts.length - 1
      const done = await perform(now, act, { walk, last })
      now = done.stage
      if (act.do === 'open' && !(last && index === target)) await noteLook(now, act.path)
      if (done.path) path = done.path
    }
  }
  const acts = journey.steps[target]?.acts.length ?? 0
  now = await setWishes(now, { journey: { ...walk, step: target, acts } })
  return { stage: now, path }
}

type Performed = { stage: Stage; path: string | null }

/** Carries one act out through the shop's own flows. `path` is where there is something to see. */
async function perform(stage: Stage, act: Act, { walk, last }: { walk: Walk; last: boolean }): Promise<Performed> {
  switch (act.do) {
    case 'arrive':
      return { stage: await startAfresh(stage, { country: act.country, journey: { ...walk } }), path: act.path }
    case 'open':
      return { stage, path: act.path }
    case 'add': {
      const sku = skuOf(act.product, act.colour, act.size)
      await addOnce(stage, sku)
      const query = new URLSearchParams({ colour: act.colour, added: sku })
      return { stage, path: last ? `/p/${act.product}?${query}` : null }
    }
    case 'order':
      return orderAs(stage, act, accountOf(walk))
    case 'return': {
      const offsetMs = stage.wishes.offsetMs + act.days * MS_PER_DAY
      const fresh = await startAfresh(stage, { ...stage.wishes, offsetMs })
      const { email, password } = accountOf(walk)
      const customer = await db.customer.findUnique({ where: { email }, select: { id: true } })
      if (!customer) return { stage: fresh, path: null }
      const entered = await enterAs(fresh, customer.id, () => thisBrowser.openSession({ email, password }))
      return { stage: entered, path: null }
    }
    case 'write':
      return { stage: await writeTo(stage, act.hours), path: INBOX }
    case 'read':
      return { stage, path: await newestMessage(stage) }
    case 'follow':
      return followNewest(stage)
    case 'become-staff':
      return { stage: (await becomePersona(stage, STAFF_ID)) ?? stage, path: act.path }
  }
}

/** Puts a piece into the cart unless the presenter has done so by hand. */
async function addOnce({ ctx }: Stage, sku: string): Promise<void> {
  const { visitorId, customerId, visitId, now, movedClock } = ctx
  const cart = await readCart({ visitorId, customerId })
  if (cart.lines.some((line) => line.sku === sku)) return
  const learns = await learnsFrom(ctx)
  const who = { visitorId, customerId, visitId, now, movedClock, learns, place: 'product' }
  await addToCart({ ...who, sku, quantity: 1 })
}

async function orderAs(
  stage: Stage,
  act: Extract<Act, { do: 'order' }>,
  account: { email: string; password: string },
): Promise<Performed> {
  const { ctx } = stage
  const total = await totalOf(stage)
  if (total === null) {
    // Ordered by hand already: show that order.
    const last = ctx.customerId
      ? await db.order.findFirst({ where: { customerId: ctx.customerId }, orderBy: { reservedAt: 'desc' } })
      : null
    return { stage, path: last ? `/order/${last.number}` : '/cart' }
  }
  const form = {
    key: newId(),
    shownTotal: total,
    name: act.name,
    ...account,
    ...addressOf(stage),
    cardExpiry: testExpiry(ctx.now),
    cardCvc: CVC,
    cardNumber: act.card,
  }
  const result = await placeOrder(ctx, form, { browser: thisBrowser })
  if (result.status === 'refused') return { stage, path: '/checkout' }
  const customer = await db.customer.findUnique({ where: { email: account.email }, select: { id: true } })
  const customerId = ctx.customerId ?? customer?.id ?? null
  return { stage: { ...stage, ctx: { ...ctx, customerId } }, path: `/order/${result.number}` }
}

/** What the checkout page would show as the total; null for an empty cart. */
async function totalOf(stage: Stage): Promise<number | null> {
  const { visitorId, customerId, now } = stage.ctx
  const cart = await readCart({ visitorId, customerId })
  const currency = cart.lines[0]?.currency
  if (!currency) return null
  const { entitlements } = await readRights(customerId, now)
  return priceCart({ lines: buyable(cart.lines), currency, entitlements, shippingTo: addressOf(stage).country }).total
}

/** The view that opening a piece's page would have written. */
async function noteLook({ ctx }: Stage, path: string): Promise<void> {
  const slug = /^\/p\/([a-z0-9-]+)$/.exec(path)?.[1]
  const product = slug
    ? await db.product.findUnique({
        where: { slug },
        include: { colourways: { orderBy: { position: 'asc' }, take: 1 } },
      })
    : null
  if (!product || !(await learnsFrom(ctx))) return
  const { visitorId, visitId, now: at, movedClock } = ctx
  const who = { visitorId, visitId, at, movedClock, category: product.categorySlug, product: product.slug }
  await noteFacts([
    {
      ...who,
      kind: 'view',
      colour: product.colourways[0]?.slug ?? null,
      dedupe: pageKey('view', { shopper: visitorId, visitId }, product.slug),
    },
  ])
}
