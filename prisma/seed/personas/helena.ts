import { MS_PER_DAY } from '@/lib/core/days'
import { composeBasket } from '../past/baskets'
import { daysBetween, monthsBefore } from '../past/calendar'
import { createDice, type Dice } from '../past/dice'
import { wishesOn } from '../past/histories'
import type { Taste } from '../past/tastes'
import { daysAgo, openStage, type Theatre } from './stage'

const ORDERS = 47
const LAST_DAYS_AGO = 12
/** Within the three years that a membership lasts, and not in the last weeks of it. */
const CONFIRMED_DAYS_AGO = 130
/** Fewer free wishes than this on the web, and she goes to the rooms, which show pieces before they are listed. */
const ENOUGH = 15

const TASTE: Taste = {
  house: 'soirelle',
  secondHouse: 'vessalune',
  family: 'red',
  metal: 'gold',
  interests: { dresses: 2, jewellery: 1.4, shoes: 1, bags: 1, outerwear: 1, scarves: 0.6, tailoring: 0.1 },
  budget: 1.3,
}

/**
 * Forty-seven orders: the first three years and three and a half weeks ago, the last twelve days ago. What she buys
 * follows her taste by the seed's dice; that she is Gold today, with no offer left open, is what the rules make of it.
 */
export function playHelena(theatre: Theatre, seedNumber: number): void {
  const { world } = theatre
  const dice = createDice(seedNumber, 'helena')
  const times = orderTimes(world.seedNow, dice)
  const [first] = times
  if (!first) return
  const stage = openStage(theatre, 'helena', first, 'Vantongeren')
  const liking = world.wishes.of(TASTE)
  const owned = new Set<number>()
  let confirmed = false
  const { range, companions } = world
  const confirms = daysAgo(world, CONFIRMED_DAYS_AGO)
  for (const at of times) {
    if (at > confirms && !confirmed) {
      stage.ledger.confirm(confirms)
      confirmed = true
    }
    const listed = wishesOn(world, liking, at)
    const free = listed.filter((wish, i) => wish > 0 && !owned.has(i)).length
    const channel = free < ENOUGH || dice.chance(0.25) ? 'till' : 'web'
    const shares = world.popularity.at(daysBetween(at, world.seedNow))
    const wishes = channel === 'web' ? listed : liking.map((weight, i) => weight * (shares[i] ?? 0))
    const items = composeBasket({ range, companions, wishes, owned, dice, taste: TASTE, size: 0.5 })
    items.forEach(({ piece }) => owned.add(range.indexOf(piece.slug)))
    stage.buy({ at, channel, items })
  }
  stage.look(daysAgo(world, 8.1), [
    ['tramonto-ombre-gown', 'copper'],
    ['grand-soir-cocktail-ring', 'gold'],
  ])
  stage.look(daysAgo(world, 3.15), [
    ['loggia-velvet-cape', 'aubergine'],
    ['palazzo-brocade-jacket', 'gold'],
    ['scintilla-oval-clutch', 'gold'],
  ])
}

/** Evenly spread with some days of chance, the ends fixed. */
function orderTimes(seedNow: Date, dice: Dice): Date[] {
  const first = monthsBefore(seedNow, 36).getTime() - 24.1 * MS_PER_DAY
  const last = seedNow.getTime() - LAST_DAYS_AGO * MS_PER_DAY
  return Array.from({ length: ORDERS }, (_, i) => {
    const chance = i === 0 || i === ORDERS - 1 ? 0 : dice.between(-8, 8) * MS_PER_DAY
    return new Date(Math.floor(first + ((last - first) * i) / (ORDERS - 1) + chance))
  })
}
