import 'server-only'
import { db } from '@/lib/core/db'

/** How many of the log's newest facts are looked through: a bound, whatever the log has grown to. */
export const SHOWN_AMONG = 20_000

/** How often each piece of content, by its slug, stood on a page among the log's newest facts. */
export async function readShown(): Promise<ReadonlyMap<string, number>> {
  const rows = await db.$queryRaw<{ content: string; count: number }[]>`
    select data ->> 'content' as content, count(*)::int as count
    from (select kind, data from event order by seq desc limit ${SHOWN_AMONG}) newest
    where kind = 'exposure' and data ->> 'content' is not null
    group by 1`
  return new Map(rows.map(({ content, count }) => [content, count]))
}
