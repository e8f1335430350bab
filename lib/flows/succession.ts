import 'server-only'
import type { Transaction } from '@/lib/core/db'

/**
 * Notes as which visitor a browser goes on: after signing out, or where somebody signs in on a visitor that is another's.
 * Nothing is known of the new visitor by that, and nothing is shown; it is asked only whether an offer that is given once
 * was had in this browser already (lib/offers/lifecycle/columns.ts). Only of visitors that were somebody's.
 */
export async function goOnAs(
  tx: Transaction,
  { visitorId, next, now }: { visitorId: string; next: string; now: Date },
): Promise<void> {
  await tx.$executeRaw`
    insert into visitor_succession (visitor_id, browser_id, at)
    select ${next}::uuid,
      coalesce((select browser_id from visitor_succession where visitor_id = ${visitorId}::uuid), ${visitorId}::uuid), ${now}
    where exists (select 1 from visitor_link where visitor_id = ${visitorId}::uuid and customer_id is not null)
      or exists (select 1 from visitor_succession where visitor_id = ${visitorId}::uuid)
    on conflict (visitor_id) do nothing`
}
