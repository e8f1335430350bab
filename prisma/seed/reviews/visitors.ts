import type { Past } from '../rows'

/** Who a customer was at which browser: answers a visitor that was linked to them at a moment, null where none was. */
export function visitorsOf(past: Past): (customerId: string, at: Date) => string | null {
  const links = new Map<string, Past['visitor_link']>()
  for (const link of past.visitor_link) {
    const known = links.get(link.customerId)
    if (known) known.push(link)
    else links.set(link.customerId, [link])
  }
  return (customerId, at) =>
    links.get(customerId)?.find(({ from, until }) => from <= at && (until === null || at < until))?.visitorId ?? null
}
