import type { Arrival } from './visit'

/** The header in which proxy.ts tells the page who is asking. It overwrites whatever a client may have sent. */
export const ENVELOPE_HEADER = 'x-sorento-envelope'

/** What proxy.ts found out about a request. Real times in milliseconds. */
export type Envelope = {
  visitorId: string
  visitId: string
  visitNumber: number
  newVisit: boolean
  arrival: Arrival | null
  peer: string | null
  /** Crawlers and prefetches read pages; they are no shoppers and leave no facts. */
  silent: boolean
  url: string
}

export const writeEnvelope = (envelope: Envelope): string => Buffer.from(JSON.stringify(envelope)).toString('base64url')

/** Reads what `writeEnvelope` wrote. Throws when the header is absent: then a route bypasses proxy.ts, which is a fault of ours. */
export function readEnvelope(header: string | null): Envelope {
  if (!header) throw new Error('This route is not covered by proxy.ts')
  return JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as Envelope
}
