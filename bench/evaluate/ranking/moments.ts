const NUMBER = /^[+-]?\d+(\.\d*)?([eE][+-]?\d+)?$/
const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/

/** From which size on a number of time is no longer in seconds, milliseconds or microseconds: some 3,000 years. */
const [SECONDS, MILLISECONDS, MICROSECONDS] = [1e11, 1e14, 1e17]

/**
 * A time as logs write it, in milliseconds: a number of seconds, milliseconds, microseconds or nanoseconds by its size, or
 * a date as in 2020-06-30 or 2020-06-30T17:05:43Z, without a zone in UTC. NaN when it is none.
 */
export function momentOf(text: string): number {
  if (NUMBER.test(text)) {
    const number = Number(text)
    const size = Math.abs(number)
    if (size < SECONDS) return number * 1_000
    if (size < MILLISECONDS) return number
    return size < MICROSECONDS ? number / 1e3 : number / 1e6
  }
  if (!WITHOUT_ZONE.test(text)) return Date.parse(text)
  return Date.parse(text.length > 10 ? `${text.replace(' ', 'T')}Z` : text)
}
