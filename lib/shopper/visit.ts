import { MESSAGE_SOURCE } from './landing'

/** Where a visit came from. */
export type Arrival = { source: string; campaign: string | null }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The id of the message by whose link a visit came; null when it came otherwise. Whether there is one is not said. */
export const messageOf = (arrival: Arrival | null): string | null =>
  arrival?.source === MESSAGE_SOURCE && arrival.campaign !== null && UUID.test(arrival.campaign)
    ? arrival.campaign
    : null

/** One visit of one browser. Times are real milliseconds: visits are sessions, and sessions ignore the demo clock. */
export type Visit = { id: string; number: number; lastSeen: number; arrival: Arrival | null }

/** A visit ends after half an hour without a request. */
export const VISIT_IDLE_MS = 30 * 60_000

// Referrers that deserve a name; others are not an arrival worth a greeting.
const REFERRERS: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)(facebook\.com|fb\.com|fb\.me)$/, 'facebook'],
  [/(^|\.)instagram\.com$/, 'instagram'],
  [/(^|\.)pinterest\.[a-z.]+$/, 'pinterest'],
  [/(^|\.)tiktok\.com$/, 'tiktok'],
  [/(^|\.)google\.[a-z.]+$/, 'google'],
]

const clean = (value: string | null): string | null => {
  const text = value?.trim().toLowerCase() ?? ''
  return /^[a-z0-9][a-z0-9 ._-]{0,39}$/.test(text) ? text : null
}

/** The arrival that a request states: its UTM parameters, else its referrer; null when it says nothing usable. */
export function arrivalOf(url: URL, referrer: string | null): Arrival | null {
  const source = clean(url.searchParams.get('utm_source'))
  if (source) {
    const named = source === 'fb' ? 'facebook' : source === 'ig' ? 'instagram' : source
    return { source: named, campaign: clean(url.searchParams.get('utm_campaign')) }
  }
  let host = ''
  try {
    host = referrer ? new URL(referrer).hostname : ''
  } catch {
    return null
  }
  if (host === '' || host === url.hostname) return null
  const known = REFERRERS.find(([pattern]) => pattern.test(host))
  return known ? { source: known[1], campaign: null } : null
}

/**
 * The visit that a request belongs to: the running one, or a new one after `VISIT_IDLE_MS`, or when the request
 * arrives from somewhere else than the running one did.
 */
export function visitOf(input: { now: number; running: Visit | null; arrival: Arrival | null; newId: () => string }): {
  visit: Visit
  isNew: boolean
} {
  const { now, running, arrival, newId } = input
  const idle = !running || now - running.lastSeen > VISIT_IDLE_MS
  const elsewhere =
    arrival !== null && (arrival.source !== running?.arrival?.source || arrival.campaign !== running.arrival.campaign)
  if (running && !idle && !elsewhere) return { visit: { ...running, lastSeen: now }, isNew: false }
  return { visit: { id: newId(), number: (running?.number ?? 0) + 1, lastSeen: now, arrival }, isNew: true }
}
