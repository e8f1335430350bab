import 'server-only'
import { realNow } from '@/lib/core/clock'
import { db } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'

/** At what a person was looked: their page, a comparison with another, the shop as they see it, a message to them. */
export const LOOKS = ['customer', 'compare', 'view-as', 'message'] as const
export type Look = (typeof LOOKS)[number]

/** A second look at the same within so many milliseconds is a reload, no other look. */
const RELOAD_MS = 60_000
/** How many looks a person's page lists: the newest ones. */
export const LISTED = 10

/**
 * Writes down that staff looks at people, before anything of them is read: who cannot be logged is not shown. Real time:
 * it is about who looks, whatever the demo's clock says. A reload within a minute is the same look. Throws where it
 * cannot be written; the caller lets that end the page.
 */
export async function logLook(
  staffId: string,
  customerIds: readonly string[],
  what: Look,
  at: Date = realNow(),
): Promise<void> {
  const looked = [...new Set(customerIds)].map((id) => ({ id: newId(), customerId: id }))
  const since = new Date(at.getTime() - RELOAD_MS)
  await db.$executeRaw`
    insert into staff_look (id, staff_id, customer_id, what, at)
    select new.id, ${staffId}::uuid, new.customer_id, ${what}, ${at}
    from unnest(${looked.map(({ id }) => id)}::uuid[], ${looked.map(({ customerId }) => customerId)}::uuid[])
      as new (id, customer_id)
    where not exists (select 1 from staff_look l
      where l.customer_id = new.customer_id and l.staff_id = ${staffId}::uuid and l.what = ${what} and l.at > ${since})`
}

export type LookedAt = { id: string; by: string; what: Look; at: Date }

/** Who looked at a person, newest first, the newest ten. `by`: the staff member's name. */
export async function readLooks(customerId: string): Promise<LookedAt[]> {
  return db.$queryRaw<LookedAt[]>`
    select l.id, c.name as "by", l.what, l.at from staff_look l join customer c on c.id = l.staff_id
    where l.customer_id = ${customerId}::uuid order by l.seq desc limit ${LISTED}`
}
