/** Hours of the day, by the customer's own clock, from..until: "21:00" up to, not including, "09:00". */
export type Quiet = { from: string; until: string }

/** Where nothing else is said: nobody is woken, and nobody's evening is interrupted. */
export const NIGHT: Quiet = { from: '21:00', until: '09:00' }

const MINUTE = 60_000
/** No zone changes its clock at another moment than a quarter of an hour of UTC. */
const QUARTER = 15 * MINUTE
const DAY_MINUTES = 24 * 60

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What the clock on a wall says, in minutes since midnight. */
export function wallMinutes(ms: number, timeZone: string): number {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    clocks.set(timeZone, clock)
  }
  const [hours = '0', minutes = '0'] = clock.format(ms).split(':')
  return Number(hours) * 60 + Number(minutes)
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/**
 * The first moment, not before `at`, that is not quiet by the clock of `timeZone`; `at` itself where it is not. Quiet
 * hours may go across midnight; where both ends are the same there are none. On a day that skips or repeats an hour the
 * clock on the wall decides: where `until` is skipped they end with the skip, where it comes twice they end with the first.
 */
export function afterQuiet(at: Date, quiet: Quiet | null, timeZone: string): Date {
  if (!quiet) return at
  const [from, until] = [minutesOf(quiet.from), minutesOf(quiet.until)]
  const isQuiet = (minute: number): boolean =>
    from <= until ? minute >= from && minute < until : minute >= from || minute < until
  if (from === until) return at
  const now = at.getTime()
  for (let quarter = Math.floor(now / QUARTER) * QUARTER; ; quarter += QUARTER) {
    const wall = wallMinutes(quarter, timeZone)
    for (let minute = 0; minute < 15; minute++) {
      const moment = quarter + minute * MINUTE
      if (moment + MINUTE <= now || isQuiet((wall + minute) % DAY_MINUTES)) continue
      return moment <= now ? at : new Date(moment)
    }
  }
}
