import { isMessageKey } from '@/lib/core/messages'
import type { Say } from '@/lib/experience/say'
import type { MessageWhy } from '../schema'

/** A moment as it is kept in JSON. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

/**
 * Why somebody gets a message, a sentence for each reason, in the language of whoever reads it. Amounts (names that begin
 * with "amount") are kept in minor units, days as ISO moments. A reason that nobody wrote words for is left out.
 */
export const whyWords = ({ reasons }: MessageWhy, say: Say): string[] =>
  reasons.flatMap(({ key, values }) => (isMessageKey(key) ? [say.t(key, saidOf(values, say))] : []))

function saidOf(values: MessageWhy['reasons'][number]['values'], say: Say): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'number') return [name, name.startsWith('amount') ? say.money(value) : value]
      return [name, MOMENT.test(value) ? say.date(new Date(value)) : value]
    }),
  )
}
