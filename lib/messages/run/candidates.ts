import 'server-only'
import { db } from '@/lib/core/db'

/** How many customers' ids are read at a time. */
export const BATCH = 500
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Everybody for whom something may be due, by id, some hundreds at a time: not staff, not who was erased, not who was
 * imported and has no address (nobody could read it).
 */
export async function* candidatesOf({ asOf }: { asOf: Date }, batch = BATCH): AsyncGenerator<string[], void, void> {
  for (let after = FIRST; ;) {
    const rows = await db.$queryRaw<{ id: string }[]>`
      select c.id::text as id from customer c
      where c.id > ${after}::uuid and c.erased_at is null and c.role <> 'staff' and c.created_at <= ${asOf}
        and not (c.imported and c.email is null)
      order by c.id limit ${batch}`
    const last = rows.at(-1)
    if (!last) return
    yield rows.map(({ id }) => id)
    after = last.id
  }
}
