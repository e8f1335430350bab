import { daysBetween } from './calendar'
import { composeBasket, type Item } from './baskets'
import type { Companions } from './companions'
import { openLedger, type Ledger, type ReturnRequest } from './ledger'
import { rollAddress } from './names'
import type { Range } from './pieces'
import type { Popularity } from './popularity'
import { rollReturn } from './returns'
import type { Shopper } from './shoppers'
import type { Wishes } from './tastes'
import type { Address, Past } from '../rows'
import { reweigh, type Dice } from './dice'
import type { PresetName } from '@/lib/loyalty/presets'
import type { ProgrammeVersion } from '../programmes'

/** What every part of the simulation reads. */
export type World = {
  seedNow: Date
  range: Range
  /** When each piece was listed, in milliseconds. */
  listed: Float64Array
  popularity: Popularity
  wishes: Wishes
  companions: Companions
  preset: PresetName
  programmes: readonly ProgrammeVersion[]
  ids: () => string
}

/** A web order of a simulated shopper, for the visit in which it was placed. */
export type PlacedOrder = { id: string; at: Date; channel: 'web' | 'till'; items: readonly Item[] }

/** What a shopper's dealings came to, and what they can be gone on with. */
export type History = {
  placed: PlacedOrder[]
  ledger: Ledger
  address: Address
  /** Indices of pieces that she has bought. */
  owned: Set<number>
  /** The last of her dealings of any kind; null when there was none. */
  last: Date | null
}

type Dealing =
  | { at: Date; kind: 'join' }
  | { at: Date; kind: 'resign' }
  | { at: Date; kind: 'confirm' }
  | { at: Date; kind: 'order'; channel: 'web' | 'till' }
  | { at: Date; kind: 'return'; request: ReturnRequest }

/** A shopper's wishes on a day: what she likes, of what is in fashion and already listed. */
export function wishesOn(world: World, liking: Float64Array, at: Date): Float64Array {
  const shares = world.popularity.at(daysBetween(at, world.seedNow))
  const moment = at.getTime()
  return reweigh(liking, (i) => ((world.listed[i] ?? 0) < moment ? (shares[i] ?? 0) : 0))
}

/**
 * Plays one shopper's dealings with the house from the first to the last, in the order of time: each is decided by what
 * happened before it. An order at a time when nothing that she could want was listed does not happen.
 */
export function playHistory(world: World, past: Past, shopper: Shopper, liking: Float64Array, dice: Dice): History {
  const ledger = openLedger(past, world.ids, world.programmes, shopper.id)
  const address = rollAddress(shopper.name, shopper.country, dice)
  const owned = new Set<number>()
  const purse = openPurse(dice.fork('purse'))
  const placed: PlacedOrder[] = []
  let last: Date | null = null
  const agenda: Dealing[] = shopper.orderTimes.map((time) => ({ ...time, kind: 'order' as const }))
  if (shopper.asksToJoinAt) agenda.push({ at: shopper.asksToJoinAt, kind: 'join' })
  if (shopper.resignsAt) agenda.push({ at: shopper.resignsAt, kind: 'resign' })
  if (shopper.confirmsAt) agenda.push({ at: shopper.confirmsAt, kind: 'confirm' })

  for (let next = takeEarliest(agenda); next; next = takeEarliest(agenda)) {
    last = next.at
    if (next.kind === 'join') ledger.join(next.at)
    else if (next.kind === 'resign') ledger.resign(next.at)
    else if (next.kind === 'confirm') ledger.confirm(next.at)
    else if (next.kind === 'return') ledger.giveBack(next.request)
    else {
      const wishes = wishesOn(world, liking, next.at)
      const { range, companions } = world
      const items = composeBasket({ range, companions, wishes, owned, dice, taste: shopper.taste, size: shopper.size })
      if (items.length === 0) continue
      const web = next.channel === 'web'
      const country = web ? shopper.country : 'US' // the house's only rooms are in New York
      const order = ledger.order({ ...next, country, address: web ? address : null, items, points: web ? purse() : 0 })
      items.forEach(({ piece }) => owned.add(range.indexOf(piece.slug)))
      placed.push({ id: order.id, at: next.at, channel: next.channel, items })
      const request = rollReturn({ ...order, at: next.at }, world.seedNow, dice)
      if (request) agenda.push({ at: request.at, kind: 'return', request })
    }
  }
  return { placed, ledger, address, owned, last }
}

/** Share of people who spend points at all, and on how many of their orders. */
const SPENDING = 0.3
const SPENT_ON = 0.5

/** How many points somebody wants to spend on an order: most people none, some now and then a round number or all. */
function openPurse(dice: Dice): () => number {
  const spends = dice.chance(SPENDING)
  return () => {
    if (!spends || !dice.chance(SPENT_ON)) return 0
    return dice.chance(0.5) ? Infinity : 500 * (1 + dice.below(4))
  }
}

// At one moment: what comes back, then joining and confirming, then buying.
const RANK = { return: 0, resign: 1, join: 2, confirm: 3, order: 4 }

function takeEarliest(agenda: Dealing[]): Dealing | undefined {
  agenda.sort((a, b) => a.at.getTime() - b.at.getTime() || RANK[a.kind] - RANK[b.kind])
  return agenda.shift()
}
