import type { Shop } from './shop'

export type WrittenFact = {
  kind: string
  product: string | null
  category: string | null
  query: string | null
  place: string | null
  moved_clock: boolean
}

/** What the log holds about a visitor, oldest first. */
export const factsOf = ({ database }: Shop, visitorId: string): Promise<WrittenFact[]> =>
  database.rows<WrittenFact>(
    'select kind, product, category, query, place, moved_clock from event where visitor_id = $1 order by seq',
    [visitorId],
  )

/** Takes facts of a visitor out of the log, as erasing a person does; nothing else may. */
export async function eraseFacts({ database }: Shop, visitorId: string, product: string): Promise<void> {
  await database.together(async (client) => {
    await client.query(`set local sorento.erasing = 'on'`)
    await client.query('delete from event where visitor_id = $1 and product = $2', [visitorId, product])
  })
}
