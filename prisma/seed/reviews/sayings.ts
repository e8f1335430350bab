import { MS_PER_DAY } from '@/lib/core/days'
import { personaByKey, type PersonaKey } from '@/lib/demo/personas'
import { monthsBefore } from '../past/calendar'
import type { World } from '../past/histories'
import type { EventRow, Past } from '../rows'
import { visitorsOf } from './visitors'

type Saying = Pick<EventRow, 'kind' | 'house' | 'value'> & { product?: string; colour?: string; daysAgo: number }

const wish = (daysAgo: number, product: string, colour: string): Saying => ({ kind: 'wish', product, colour, daysAgo })
const follow = (daysAgo: number, house: string): Saying => ({ kind: 'follow', house, daysAgo })
const prefer = (daysAgo: number, value: string): Saying => ({ kind: 'prefer', value, daysAgo })

/**
 * What personas said of their own accord, where it suits their stories: days before SEED_NOW, always within a visit of
 * theirs or just after. Ines said nothing.
 */
const SAYINGS: Readonly<Partial<Record<PersonaKey, readonly Saying[]>>> = {
  vera: [
    prefer(8.9, 'size:dresses:4'),
    wish(5.19, 'sole-round-minaudiere', 'gold'),
    wish(2.04, 'regina-stone-cuff', 'gold'),
  ],
  helena: [
    follow(410, 'soirelle'),
    follow(300, 'vessalune'),
    { kind: 'like', product: 'tramonto-ombre-gown', colour: 'copper', daysAgo: 8.09 },
    wish(3.14, 'loggia-velvet-cape', 'aubergine'),
  ],
  maren: [prefer(50, 'size:dresses:6'), prefer(50, 'style:minimal'), wish(1.09, 'cerchio-eternity-ring', 'silver')],
  sigrid: [wish(4.19, 'still-cape-gown', 'midnight')],
}

/** Claire's: before the last of her visits, five months ago. */
const BEFORE_LAST: readonly Saying[] = [follow(200, 'ondreil'), wish(8.29, 'still-cape-gown', 'midnight')]

/** Writes them as facts of the browser that was theirs. */
export function writeSayings(world: World, past: Past): void {
  const visitorAt = visitorsOf(past)
  const tell = (key: PersonaKey, from: Date, sayings: readonly Saying[]) => {
    const customerId = personaByKey(key)?.id
    if (!customerId) return
    for (const { daysAgo, product = null, colour = null, ...saying } of sayings) {
      const at = new Date(from.getTime() - daysAgo * MS_PER_DAY)
      const category = product && world.range.piece(product).category
      past.event.push({
        ...{ id: world.ids(), at, visitorId: visitorAt(customerId, at), customerId, visitId: null, product, colour },
        ...{ category, query: null, orderId: null, quantity: null, place: 'product', channel: 'web', data: null },
        ...{ dedupe: null, ...saying },
      })
    }
  }
  for (const key of Object.keys(SAYINGS) as PersonaKey[]) tell(key, world.seedNow, SAYINGS[key] ?? [])
  tell('claire', monthsBefore(world.seedNow, 5), BEFORE_LAST)
}
