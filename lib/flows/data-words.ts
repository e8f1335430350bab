import type { MessageKey } from '@/lib/core/messages'

/**
 * What became of something that was asked for on the page "Your data", as its address carries it: without counts, which
 * an address could invent.
 */
export type DataSaid = 'reset' | 'undone' | 'unknown' | 'erased'

/** The page's address after such a request. */
export const dataPage = (said: DataSaid): string => `/account/data?said=${said}`

type Notice = { kind: 'success' | 'info'; title: MessageKey; text?: MessageKey }

const NOTICES: Readonly<Record<DataSaid, Notice & { of: 'anybody' | 'customer' | 'stranger' }>> = {
  reset: { kind: 'success', title: 'data.said.reset', of: 'anybody' },
  undone: { kind: 'success', title: 'data.said.undone', of: 'customer' },
  unknown: { kind: 'info', title: 'data.said.unknown', of: 'customer' },
  erased: { kind: 'success', title: 'data.said.erased', text: 'data.said.erasedText', of: 'stranger' },
}

/**
 * The notice that the `said` of an address stands for; null for none, for an invented one, and for one that cannot be
 * true of who is asking.
 */
export function dataSaid(said: string | undefined, who: 'customer' | 'stranger'): Notice | null {
  if (said === undefined || !Object.hasOwn(NOTICES, said)) return null
  const { of, ...notice } = NOTICES[said as DataSaid]
  return of === who || of === 'anybody' ? notice : null
}
