import { dateOfDay, dayOf } from '@/lib/core/days'
import { MINOR_PER_UNIT, type Minor } from '@/lib/core/money'
import { benefitsOf } from '@/lib/loyalty/benefits'
import type { Standing, Tier } from '@/lib/loyalty/schema'
import { pointsStatementOf } from '@/lib/loyalty/standing'
import type { ShownOffer } from '@/lib/offers/lifecycle/schema'
import type { PastOrder } from '@/lib/orders/schema'
import type { AtRisk, BaseValue, RelationalStats, Segment } from '@/lib/value/schema'
import { heldLines, leftAt } from '../membership-view'
import { bestPercent } from '../hero'
import { isKept } from '../owned'
import { promisesFor, type VisitPromise } from '../promises'
import { tierWay, type TierWay } from '../relationship'
import type { Shopper } from '../schema'
import type { RelationInput, RelationPlace } from './schema'

/** From how many units of the currency on the next tier is near; inclusive. */
export const NEAR_UNITS = 300

/** The tier above: how much must still count for it, and when it comes by itself, where it does. */
export type NearTier = { tier: Tier; amount: Minor; comes: Date | null }

/** What is new since the last order: of one house, or of all. */
export type NewPieces = { house: { slug: string; name: string } | null; count: number }

/** What the workflow knows of a relationship. Each is a pure function of the shopper and the place. */
export type RelationData = {
  /** Personal content may be shown: what they chose. */
  allowed: boolean
  /** They are shown what anybody is, to compare. */
  generic: boolean
  place: RelationPlace
  segment: Segment
  atRisk: AtRisk | null
  /** Net of returns; nothing but zeroes for nobody signed in. */
  stats: RelationalStats | null
  vipRule: BaseValue['vip'] | null
  standing: Standing | null
  /** The way to the next tier, near or far. */
  way: TierWay | null
  /** How far the next tier is; null at the top, and for who is no member. */
  toNext: NearTier | null
  /** What the present tier gives, its own first. */
  held: readonly string[]
  offer: ShownOffer | null
  /** The percentage that a cart would take now, by what it is owed; null for none. */
  percent: number | null
  /** Pieces that were kept, and of how many houses; null where the till alone knows some of them. */
  pieces: { count: number; houses: number } | null
  /** The order that the relationship began with; null where only the till knew it. */
  first: PastOrder | null
  /** Points that purchases of this calendar year earned, less what returns took back; null where there are none. */
  earnedThisYear: number | null
  /** `worth`: what the active ones pay for at checkout; 0 where that is less, or nothing. */
  points: { active: number; worth: Minor } | null
  /** The points multiplier of the present tier. */
  pointsFactor: number
  newPieces: NewPieces | null
  /** How many pieces can be bought now. */
  collection: number
  /** Which order of theirs the confirmed one is, returned ones counted too; null elsewhere. */
  ordinal: number | null
  promises: readonly VisitPromise[]
  /** What a membership would begin with; null for members and for who left: that was their decision. */
  begins: string | null
}

type Steps = { readonly [Name in keyof RelationData]: (input: RelationInput) => RelationData[Name] }

export const relationSteps: Steps = {
  allowed: ({ shopper }) => shopper.allowed,
  generic: ({ generic }) => generic,
  place: ({ place }) => place,
  segment: ({ shopper }) => shopper.value?.segment ?? 'prospect',
  atRisk: ({ shopper }) => shopper.value?.atRisk ?? null,
  stats: ({ shopper }) => shopper.value?.stats ?? null,
  vipRule: ({ shopper }) => shopper.base?.vip ?? null,
  standing: ({ shopper }) => shopper.standing,
  way: ({ shopper }) => tierWay(shopper),
  toNext: ({ shopper }) => nextTier(shopper),
  held: ({ shopper }) => (shopper.standing?.tier ? heldLines(shopper.programme, shopper.standing.tier, shopper) : []),
  offer: ({ shopper }) => shopper.offer.shown,
  percent: ({ shopper }) => bestPercent(shopper.entitlements)?.percent ?? null,
  pieces: ({ shopper }) => keptPieces(shopper),
  first: ({ shopper }) => firstOrder(shopper),
  earnedThisYear: ({ shopper }) => earnedThisYear(shopper),
  points: ({ shopper }) => heldPoints(shopper),
  pointsFactor: ({ shopper }) => benefitsOf(shopper.programme, shopper.standing?.tier ?? null).pointsFactor,
  newPieces: ({ shopper }) => newPieces(shopper),
  collection: ({ shopper }) => shopper.catalogue.products.filter(({ inStock }) => inStock).length,
  ordinal: ({ placed, shopper }) => (placed ? ordinalOf(placed, shopper) : null),
  promises: ({ shopper }) => promisesFor(shopper),
  begins: ({ shopper }) =>
    shopper.standing || leftAt(shopper)
      ? null
      : (promisesFor(shopper).find(({ key }) => key === 'loyalty')?.title ?? null),
}

/** Whether so much is at most 300 units of the currency. */
export const isNearTier = (amount: Minor): boolean => amount <= NEAR_UNITS * MINOR_PER_UNIT

function nextTier({ standing }: Shopper): NearTier | null {
  if (!standing?.next || standing.amountToNext === null) return null
  const { next, amountToNext: amount } = standing
  const comes = standing.changes.find(({ tier }) => tier?.to && tier.to.threshold >= next.threshold)
  return { tier: next, amount, comes: comes?.at ?? null }
}

function keptPieces({ orders, value, programme }: Shopper): RelationData['pieces'] {
  const counted = orders.filter(({ currency }) => currency === programme.currency)
  const kept = counted.flatMap(({ lines }) => lines.filter(isKept))
  // What the till reported as an amount has pieces that nobody can count.
  if (!value || value.stats.placed > counted.length || kept.length === 0) return null
  return {
    count: kept.reduce((sum, { quantity, returned }) => sum + quantity - returned, 0),
    houses: new Set(kept.map(({ houseName }) => houseName)).size,
  }
}

function firstOrder({ orders, value }: Shopper): PastOrder | null {
  const at = value?.stats.first?.getTime()
  return orders.find(({ placedAt, lines }) => placedAt.getTime() === at && lines.some(isKept)) ?? null
}

function earnedThisYear(shopper: Shopper): number | null {
  const { standing, programme, memberships, transactions, redemptions, now } = shopper
  if (!standing || !programme.points) return null
  const year = (at: Date): number => dateOfDay(dayOf(at, programme.timeZone)).getUTCFullYear()
  const bought = new Set(
    transactions.flatMap(({ kind, orderId, at }) => (kind === 'purchase' && year(at) === year(now) ? [orderId] : [])),
  )
  const own = pointsStatementOf({ programme, memberships, transactions, redemptions, asOf: now }).filter(
    // What was pending is not earned again when it becomes active.
    ({ kind, orderId }) =>
      bought.has(orderId ?? '') && (kind === 'earned' || kind === 'pending' || kind === 'reversed'),
  )
  return own.reduce((sum, { points }) => sum + points, 0)
}

function heldPoints({ standing, programme }: Shopper): RelationData['points'] {
  if (!standing || !programme.points) return null
  const { points, spendablePoints } = standing
  return {
    active: points.active,
    worth: spendablePoints === points.active ? points.active * programme.points.worth : 0,
  }
}

/** Of the favourite house where that has any, else of all; only what can be bought now and is not owned. */
function newPieces({ catalogue, value, orders, now }: Shopper): NewPieces | null {
  const last = value?.stats.last
  if (!last) return null
  const owned = new Set(orders.flatMap(({ lines }) => lines.filter(isKept).map(({ product }) => product)))
  const fresh = catalogue.products.filter(
    ({ slug, listedAt, inStock }) => inStock && listedAt > last && listedAt <= now && !owned.has(slug),
  )
  const house = catalogue.houses.find(({ name }) => name === value.stats.favouriteHouse)
  const own = house ? fresh.filter((piece) => piece.house.slug === house.slug).length : 0
  if (house && own > 0) return { house: { slug: house.slug, name: house.name }, count: own }
  return fresh.length > 0 ? { house: null, count: fresh.length } : null
}

/** Counted among all paid orders and what the till reported, in the order of their times. */
function ordinalOf(placed: { id: string; placedAt: Date }, { orders, transactions }: Shopper): number {
  const ids = new Set(orders.map(({ id }) => id))
  const elsewhere = transactions.filter(({ kind, orderId }) => kind === 'purchase' && !ids.has(orderId ?? ''))
  const before = orders.filter(({ id, placedAt }) => id !== placed.id && placedAt <= placed.placedAt)
  return before.length + elsewhere.filter(({ at }) => at <= placed.placedAt).length + 1
}
