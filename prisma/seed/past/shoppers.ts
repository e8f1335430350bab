import { marketOf } from '@/lib/shopper/market'
import { daysBefore, rollHour, seasonOf } from './calendar'
import type { Dice } from './dice'
import { emailOf, rollCountry, rollName } from './names'
import { rollTaste, type Taste } from './tastes'

/** How somebody buys: the mean days between two orders, and the chance after each one that it was the last. */
export type Pace = {
  name: 'registered' | 'once' | 'occasional' | 'regular' | 'devoted'
  gapDays: number
  stops: number
}

/** An invented customer and all that decides what she will do. */
export type Shopper = {
  id: string
  number: number
  name: string
  email: string
  country: string
  taste: Taste
  pace: Pace
  /** Where she stands in a range of sizes, from 0 to 1; the same in every house. */
  size: number
  tillShare: number
  /** When each order happens, earlier to later. */
  orderTimes: readonly { at: Date; channel: 'web' | 'till' }[]
  createdAt: Date
  /** When she asks to join the programme; null when she never asks. */
  asksToJoinAt: Date | null
  /** When she leaves the programme again. */
  resignsAt: Date | null
  /** When she confirms her data, so that her membership goes on. */
  confirmsAt: Date | null
  /** Whether the shop may learn from her browsing: in an opt-in market only after a yes. */
  allowsLearning: boolean
}

/** How far back the simulated customers go. */
export const PAST_DAYS = 730

const PACES: readonly (readonly [share: number, pace: Pace])[] = [
  [6, { name: 'registered', gapDays: 0, stops: 1 }],
  [45, { name: 'once', gapDays: 0, stops: 1 }],
  [33, { name: 'occasional', gapDays: 150, stops: 0.3 }],
  [13, { name: 'regular', gapDays: 85, stops: 0.1 }],
  [3, { name: 'devoted', gapDays: 42, stops: 0.04 }],
]

/** Share of people who are in the book of the rooms from before the web shop: when they joined, and how many confirm it. */
const IN_THE_BOOK = 0.03
const BOOK_DAYS = [880, 1_230] as const
const CONFIRMING = 0.7
const CONFIRMING_DAYS = [900, 1_090] as const

/** Share of people in opt-in markets who said yes. */
const CONSENTING = 0.6

/** One invented customer. `id` comes from outside, so that all ids of the past come from one generator. */
export function rollShopper(number: number, id: string, seedNow: Date, dice: Dice): Shopper {
  const name = rollName(dice)
  const country = rollCountry(dice)
  const pace = (PACES[dice.weighted(PACES.map(([share]) => share))] ?? PACES[1])?.[1] as Pace // PACES is not empty
  const tillShare = dice.chance(0.12) ? 0.9 : dice.chance(0.25) ? 0.35 : 0.02
  const begins = rollBeginning(seedNow, dice)
  const orderTimes = rollOrderTimes({ begins, pace, tillShare, country, seedNow, dice })
  const first = orderTimes[0]?.at ?? rollHour(begins, { country, channel: 'web' }, dice)
  const book = rollBook(seedNow, dice.fork('book'))
  const createdAt = book?.joinedAt ?? first
  const asks = dice.chance(0.32)
  const asksToJoinAt = asks ? (dice.chance(0.6) ? first : between(first, seedNow, dice)) : null
  return {
    id,
    number,
    name,
    email: emailOf(name, number),
    country,
    taste: rollTaste(dice),
    pace,
    size: dice.next(),
    tillShare,
    orderTimes,
    createdAt,
    asksToJoinAt: book?.joinedAt ?? asksToJoinAt,
    resignsAt: dice.chance(0.02) ? between(first, seedNow, dice) : null,
    confirmsAt: book?.confirmsAt ?? null,
    allowsLearning: marketOf(country).consent === 'opt-out' || dice.chance(CONSENTING),
  }
}

/**
 * Joining at the till years ago, with what makes a membership go on; null for most. Whose three years are over by now
 * without it is a member no longer, and whose will be soon is told.
 */
function rollBook(seedNow: Date, dice: Dice): { joinedAt: Date; confirmsAt: Date | null } | null {
  if (!dice.chance(IN_THE_BOOK)) return null
  const joinedAt = rollHour(daysBefore(seedNow, dice.between(...BOOK_DAYS)), { country: 'US', channel: 'till' }, dice)
  const confirmsAt = daysBefore(joinedAt, -dice.between(...CONFIRMING_DAYS))
  return { joinedAt, confirmsAt: dice.chance(CONFIRMING) && confirmsAt < seedNow ? confirmsAt : null }
}

/** The day on which somebody first comes: the house grows, and is busier in some months than in others. */
function rollBeginning(seedNow: Date, dice: Dice): Date {
  for (;;) {
    const daysAgo = dice.between(1, PAST_DAYS)
    const day = daysBefore(seedNow, daysAgo)
    const growth = 1 - 0.75 * (daysAgo / PAST_DAYS)
    if (dice.chance((growth * seasonOf(day)) / 1.5)) return day
  }
}

type Beginning = { begins: Date; pace: Pace; tillShare: number; country: string; seedNow: Date; dice: Dice }

function rollOrderTimes({ begins, pace, tillShare, country, seedNow, dice }: Beginning): Shopper['orderTimes'] {
  const times: { at: Date; channel: 'web' | 'till' }[] = []
  if (pace.name === 'registered') return times
  for (let day = begins; ;) {
    const channel = dice.chance(tillShare) ? 'till' : 'web'
    const at = rollHour(day, { country, channel }, dice)
    if (at >= seedNow) break
    times.push({ at, channel })
    if (dice.chance(pace.stops)) break
    // The sum of two exponentials: few come back the next day, few keep a schedule.
    const gap = 2 + dice.exponential(pace.gapDays / 2) + dice.exponential(pace.gapDays / 2)
    day = daysBefore(day, -gap)
  }
  return times
}

const between = (from: Date, to: Date, dice: Dice): Date =>
  new Date(Math.floor(dice.between(from.getTime(), to.getTime())))
