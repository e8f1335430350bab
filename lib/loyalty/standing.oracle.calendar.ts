// Days of the standing's oracle. UTC, counted from 1970-01-01; imports nothing.

const DAY = 24 * 60 * 60 * 1000
export const dayNumber = (at: number) => Math.floor(at / DAY)
export const startOf = (day: number) => new Date(day * DAY).toISOString()

const partsOf = (day: number) => {
  const date = new Date(day * DAY)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), date: date.getUTCDate() }
}

/** The same day of another year; of February 29 the 28th, where there is no 29th. */
export function anniversaryOf(day: number, years: number): number {
  const { year, month, date } = partsOf(day)
  const same = Date.UTC(year + years, month, date) / DAY
  return partsOf(same).month === month ? same : same - 1
}

/** How many anniversaries have come, the day itself not being one. */
function yearsSince(day: number, later: number): number {
  let years = 0
  while (anniversaryOf(day, years + 1) <= later) years++
  return years
}

export type OracleWindow =
  { kind: 'rolling'; days: number } | { kind: 'calendar-year' } | { kind: 'anniversary' } | { kind: 'lifetime' }

/** Whether what happened on `day` is still inside the window on `later`. */
export function sameWindow(window: OracleWindow, joiningDay: number, day: number, later: number): boolean {
  switch (window.kind) {
    case 'rolling':
      return later - day < window.days
    case 'calendar-year':
      return partsOf(day).year === partsOf(later).year
    case 'anniversary':
      return yearsSince(joiningDay, day) === yearsSince(joiningDay, later)
    case 'lifetime':
      return true
  }
}
