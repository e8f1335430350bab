import { daysBefore, MS_PER_MINUTE, rollHour } from './calendar'
import type { Dice } from './dice'
import { wishesOn, type PlacedOrder, type World } from './histories'
import { rollCountry } from './names'
import type { Shopper } from './shoppers'
import { rollTaste, type Taste } from './tastes'
import { lengthOf, writeVisit, type PlannedVisit, type Visitor } from './visits'
import { errandOf, strollOf } from './walks'
import type { Past } from '../rows'
import { marketOf } from '@/lib/shopper/market'
import { VISIT_IDLE_MS } from '@/lib/shopper/visit'

/** How far back browsing is remembered. */
export const BROWSING_DAYS = 90
/** Visits in the ninety days that lead to no order, by pace. */
const STROLLS: Readonly<Record<Shopper['pace']['name'], number>> = {
  registered: 1.2,
  once: 0.25,
  occasional: 0.7,
  regular: 2,
  devoted: 4,
}
/** Share of strangers in opt-in markets who said yes; the others leave no facts. */
const CONSENTING = 0.5

type Plan = { start: Date; visit: PlannedVisit; orderId: string | null }
type Somebody = { taste: Taste; country: string; liking: Float64Array; dice: Dice }

/**
 * The browsing of one customer in the last ninety days: strolls, and the visits in which she placed her web orders.
 * Writes the link between her browser and her. Answers, for each such order, where it was placed.
 */
export function browseAsCustomer(
  world: World,
  past: Past,
  shopper: Shopper,
  orders: readonly PlacedOrder[],
  who: Somebody,
): Map<string, { visitorId: string; visitId: string }> {
  const opening = daysBefore(world.seedNow, BROWSING_DAYS)
  const errands = orders.filter(({ at, channel }) => channel === 'web' && at > daysBefore(opening, -1))
  const plans: Plan[] = errands.map((order) => {
    const visit = errandOf(walkerOn(world, who, order.at), order.items)
    const start = order.at.getTime() - (lengthOf(visit) + 0.5 + who.dice.next()) * MS_PER_MINUTE
    return { start: new Date(Math.floor(start)), visit, orderId: order.id }
  })
  // Before a first order people look around; customers come back as their pace is.
  const first = errands[0]
  const early = first && first.id === orders[0]?.id ? who.dice.poisson(1.3) : 0
  for (let i = 0; first && i < early; i++) {
    plans.push(
      strollAt(
        world,
        who,
        new Date(Math.max(opening.getTime(), daysBefore(first.at, who.dice.between(0.5, 16)).getTime())),
      ),
    )
  }
  for (let i = who.dice.poisson(STROLLS[shopper.pace.name]); i > 0; i--) {
    const day = daysBefore(world.seedNow, who.dice.between(0.3, BROWSING_DAYS - 1))
    if (day >= shopper.createdAt) plans.push(strollAt(world, who, day))
  }
  return writePlans(world, past, plans, shopper).placedIn
}

/** So many visits of strangers (none when negative): each stranger comes one to a few times, with a taste of their own. */
export function browseAsStrangers(world: World, past: Past, visits: number, dice: Dice): void {
  let left = visits
  for (let number = 0; left > 0; number++) {
    const own = dice.fork(`stranger ${number}`)
    const country = rollCountry(own)
    if (marketOf(country).consent === 'opt-in' && !own.chance(CONSENTING)) continue
    const taste = rollTaste(own)
    const who = { taste, country, liking: world.wishes.of(taste), dice: own }
    const times = Math.min(left, 1 + Math.min(5, own.poisson(0.5)))
    const lastDay = own.between(0.1, BROWSING_DAYS - 1)
    const plans: Plan[] = []
    for (let i = 0; i < times; i++) {
      const day = daysBefore(world.seedNow, Math.min(BROWSING_DAYS - 1, lastDay + i * own.exponential(6)))
      plans.push(strollAt(world, who, day))
    }
    left -= writePlans(world, past, plans, null).visits
  }
}

const walkerOn = (world: World, who: Somebody, at: Date) => ({
  range: world.range,
  companions: world.companions,
  taste: who.taste,
  wishes: wishesOn(world, who.liking, at),
  dice: who.dice,
})

function strollAt(world: World, who: Somebody, day: Date): Plan {
  const visit = strollOf(walkerOn(world, who, day))
  const opening = daysBefore(world.seedNow, BROWSING_DAYS).getTime()
  const latest = world.seedNow.getTime() - (lengthOf(visit) + 1) * MS_PER_MINUTE
  const hour = rollHour(day, { country: who.country, channel: 'web' }, who.dice).getTime()
  // An evening that is not over yet is moved to the evening before.
  const start = hour <= latest ? hour : daysBefore(new Date(hour), 1).getTime()
  return { start: new Date(Math.floor(Math.max(opening, Math.min(start, latest)))), visit, orderId: null }
}

function writePlans(world: World, past: Past, plans: readonly Plan[], shopper: Shopper | null) {
  const placedIn = new Map<string, { visitorId: string; visitId: string }>()
  const kept = withoutOverlaps(plans)
  const visitor: Visitor = {
    id: world.ids(),
    customer: shopper && { id: shopper.id, signedInAt: shopper.createdAt },
  }
  let from: Date | null = null
  for (const { start, visit, orderId } of kept) {
    const written = writeVisit(past, world.ids, visitor, start, visit)
    from ??= written.from
    if (orderId) placedIn.set(orderId, { visitorId: visitor.id, visitId: written.visitId })
  }
  if (shopper && from) {
    past.visitor_link.push({ id: world.ids(), visitorId: visitor.id, customerId: shopper.id, from, until: null })
    if (marketOf(shopper.country).consent === 'opt-in') {
      past.consent_choice.push({ id: world.ids(), customerId: shopper.id, choice: 'on', at: shopper.createdAt })
    }
  }
  return { placedIn, visits: kept.length }
}

/** Earlier to later. A browser's visits lie further apart than the idle time that ends one; strolls give way to errands. */
function withoutOverlaps(plans: readonly Plan[]): Plan[] {
  const end = ({ start, visit }: Plan) => start.getTime() + (lengthOf(visit) + 1) * MS_PER_MINUTE + VISIT_IDLE_MS
  const kept: Plan[] = []
  for (const plan of [...plans].sort((a, b) => Number(b.orderId !== null) - Number(a.orderId !== null))) {
    const free = kept.every((other) => end(plan) < other.start.getTime() || end(other) < plan.start.getTime())
    if (free || plan.orderId) kept.push(plan)
  }
  return kept.sort((a, b) => a.start.getTime() - b.start.getTime())
}
