import type { CartLineView } from '@/lib/cart/rules'
import { offersOf, givenGrant } from '@/lib/experience/offers.fixture'
import {
  cartLine,
  catalogueWith,
  givenOrder,
  givenShopper,
  GOWN,
  herOrder,
  joined,
  PUMP,
  returning,
  RING,
  type Given,
} from '@/lib/experience/shopper.fixture'
import type { Shopper } from '@/lib/experience/schema'
import { NOWHERE } from '@/lib/offers/lifecycle/facts'
import type { PastOrder } from '@/lib/orders/schema'
import { daysBefore, fact, NOW, piece, projections, view } from '@/lib/ranking/shop.fixture'
import { composeMessage } from '../compose'
import { messageFactsOf, type MessageFacts } from '../facts'
import type { CampaignDefinition, Cause, Due, MessageContent, TriggerKey } from '../schema'
import { triggerSchema } from '../schema'
import { TRIGGER_SEEDS } from '../seeds'
import { CONDITIONS } from '../triggers'
import { orderPlaced, returnReceived } from '../triggers/transactional'

// One person for each cause, folded from facts, and what the real conditions find of them. NOW is November 21, 2026.

/** Somebody as a message reads them: their next visit has not begun. */
const reads: Given = { visitId: 'message', visitNumber: 2, name: 'Alice Hartwell', usedOffers: ['first-order'] }

const order = (id: string, days: number, lines: readonly string[], values: Partial<PastOrder> = {}): PastOrder =>
  givenOrder(lines, { id, number: `S-${id}`, placedAt: daysBefore(days), ...values })
/** Of one piece, at exactly so many cents. */
const worth = (id: string, days: number, amount: number, slug = PUMP): PastOrder => {
  const made = order(id, days, [slug], { merchandise: amount, total: amount })
  return { ...made, lines: made.lines.map((line) => ({ ...line, unitPrice: amount })) }
}
const member = (orders: readonly PastOrder[], since: number, given: Given): Shopper =>
  givenShopper({ ...reads, orders, memberships: [joined(daysBefore(since))], ...given })

type Someone = { shopper: Shopper; cart?: readonly CartLineView[] }
/** `given`: what is otherwise, such as the language or a no. */
type Make = (given: Given) => Someone

const FOLLOWED = 'corvane'
const listed = [GOWN, 'nerium-off-shoulder-dress', 'artiglio-point-bag'].map((slug, i) => ({
  ...piece(slug),
  listedAt: daysBefore(1 + i / 100),
}))
const evening = (days: number) => [
  view(GOWN, 'noir', daysBefore(days)),
  view(GOWN, 'noir', daysBefore(days, new Date(NOW.getTime() + 60_000))),
  view('nerium-off-shoulder-dress', null, daysBefore(days, new Date(NOW.getTime() - 60_000))),
]

export const PEOPLE: Readonly<Record<Exclude<Cause, 'campaign'>, Make>> = {
  welcome: (given) => ({ shopper: givenShopper({ ...reads, usedOffers: [], offers: offersOf(), ...given }) }),
  'browse-left': (given) => ({ shopper: givenShopper({ ...reads, facts: evening(0.3), ...given }) }),
  'cart-left': (given) => ({
    shopper: returning({ ...reads, ...given }),
    cart: [
      cartLine({
        product: 'artiglio-point-bag',
        unitPrice: piece('artiglio-point-bag').price,
        addedAt: daysBefore(0.5),
      }),
      cartLine({ product: 'anello-pave-hoops', unitPrice: piece('anello-pave-hoops').price, addedAt: daysBefore(0.4) }),
    ],
  }),
  'after-purchase': (given) => ({ shopper: returning({ ...reads, ...given }) }),
  'second-purchase': (given) => ({
    shopper: returning({
      ...{ ...reads, offers: offersOf(), grants: [givenGrant({ subject: 'first', earnedBy: 'first' })] },
      ...{ orders: [herOrder({ placedAt: daysBefore(25) })], memberships: [joined(daysBefore(25), 'first')] },
      ...given,
    }),
  }),
  'near-tier': (given) => ({
    shopper: member([worth('2', 10, 355_000, RING), worth('1', 40, 420_000, GOWN)], 40, given),
  }),
  'tier-reached': (given) => ({ shopper: returning({ ...reads, ...given }) }),
  'tier-in-danger': (given) => ({
    shopper: returning({
      ...reads,
      ...{ orders: [herOrder({ placedAt: daysBefore(340) })], memberships: [joined(daysBefore(340), 'first')] },
      ...given,
    }),
  }),
  'points-ending': (given) => ({
    shopper: member([worth('2', 200, 120_000), worth('1', 715, 300_000, GOWN)], 715, given),
  }),
  'at-risk': (given) => ({
    shopper: member(
      [worth('4', 110, 90_000), worth('3', 140, 40_000, RING), worth('2', 171, 312_000, GOWN), worth('1', 200, 80_000)],
      200,
      { catalogue: catalogueWith(...listed), ...given },
    ),
  }),
  'won-back': (given) => ({
    shopper: member(
      [order('4', 2, [GOWN, PUMP]), worth('3', 340, 90_000), worth('2', 371, 40_000, RING), worth('1', 400, 80_000)],
      400,
      given,
    ),
  }),
  'new-from-house': (given) => ({
    shopper: givenShopper({
      ...{ ...reads, catalogue: catalogueWith(...listed) },
      contributed: [fact({ kind: 'follow', house: FOLLOWED, at: daysBefore(30) })],
      ...given,
    }),
  }),
  'order-placed': (given) => ({
    shopper: returning({ ...reads, orders: [herOrder({ placedAt: daysBefore(0.01) })], ...given }),
  }),
  'return-received': (given) => ({
    shopper: returning({ ...reads, orders: [herOrder({ returned: [RING] })], ...given }),
  }),
}

export const CAMPAIGN: CampaignDefinition = {
  kind: 'news',
  audience: { tiers: [], segments: [], band: null, atRisk: null },
  words: {
    en: {
      subject: 'The new pieces, before everybody else',
      headline: 'A first look',
      text: 'New pieces have arrived from the houses.\n\nThey are in the shop from today, in every size we have.',
    },
    pl: {
      subject: 'Nowości, zanim zobaczą je inni',
      headline: 'Pierwsze spojrzenie',
      text: 'Nadeszły nowe rzeczy od naszych domów mody.\n\nOd dziś są w sklepie, w każdym rozmiarze, który mamy.',
    },
  },
  ...{ pieces: [], path: '/c/dresses', control: 0 },
}

export const campaignDue = (): Due => ({
  ...{ cause: 'campaign', subject: 'campaign:one', since: NOW, kind: 'news', pieces: [], values: {} },
  why: { reasons: [{ key: 'message.why.campaign', values: {}, facts: ['campaign:one'] }] },
})

/** What the real conditions find of somebody; a cause that is not there is a fault of the test. */
export function dueOf(cause: Exclude<Cause, 'campaign'>, { shopper, cart = [] }: Someone): Due {
  const facts = messageFactsOf(
    { shopper, known: { facts: shopper.facts, entries: [], elsewhere: NOWHERE } },
    { openedAt: daysBefore(0.01), cart, movedClock: false },
  )
  const [found] = duesFor(cause, facts)
  if (!found) throw new Error(`nothing gives cause for ${cause}`)
  return found
}

function duesFor(cause: Exclude<Cause, 'campaign'>, facts: MessageFacts): readonly Due[] {
  if (cause === 'order-placed') return orderPlaced(facts)
  if (cause === 'return-received') return returnReceived(facts)
  const key: TriggerKey = cause
  const seed = TRIGGER_SEEDS.find((each) => each.key === key)
  if (!seed) throw new Error(`no trigger is called ${key}`)
  const trigger = { ...triggerSchema.parse(seed.definition), key }
  return CONDITIONS[key]({ ...facts, openedAt: key === 'welcome' ? facts.openedAt : daysBefore(800) }, trigger)
}

/** What somebody is written for a cause. `given`: what is otherwise about them. */
export function written(cause: Cause, given: Given = {}): MessageContent {
  const context = { projections: projections(), campaign: CAMPAIGN }
  if (cause === 'campaign') return composeMessage(returning({ ...reads, ...given }), campaignDue(), context)
  const someone = PEOPLE[cause](given)
  return composeMessage(someone.shopper, dueOf(cause, someone), context)
}

export const POLISH: Given = { answers: { language: 'pl' } }
