import { daysAgo, openStage, type Theatre } from './stage'

/** The last March 15 that is over before `moment`, in the afternoon (UTC), so that it is that day in most of the world. */
export function lastIdesOfMarch(moment: Date): Date {
  const ofYear = (year: number) => new Date(Date.UTC(year, 2, 15, 17, 40))
  const thisYear = ofYear(moment.getUTCFullYear())
  return thisYear < moment ? thisYear : ofYear(moment.getUTCFullYear() - 1)
}

/** One order, on March 15: a midi of 1,390.00. No member; she has looked in once since. */
export function playInes(theatre: Theatre): void {
  const { world } = theatre
  const bought = lastIdesOfMarch(world.seedNow)
  const stage = openStage(theatre, 'ines', bought, 'Calloway-Brisk')
  stage.buy({
    at: bought,
    items: [stage.item(['isaura-off-shoulder-midi', 'fuchsia', '2'])],
    beside: [['clemence-puff-midi', 'lilac']],
  })
  stage.look(
    daysAgo(world, 19.1),
    [
      ['melisande-off-shoulder', 'rose'],
      ['rosalind-tiered-gown', 'blush'],
      ['lacrima-pearl-earrings', 'gold'],
    ],
    'newsletter',
  )
}
