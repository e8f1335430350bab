import 'server-only'
import { readCart } from '@/lib/cart/queries'
import { db, type Transaction } from '@/lib/core/db'
import { readPerson } from '@/lib/experience/read-person'
import type { Shopper } from '@/lib/experience/schema'
import type { MessageChoices } from '@/lib/shopper/letters'
import type { Decided } from '../caps'
import { messageFactsOf, type MessageFacts } from '../facts'
import { getTriggers } from '../queries'
import type { Trigger } from '../schema'
import { zoneOf } from '../zones'
import { historySql, unpacked, type PackedHistory } from './history'

/** As of when, and whether under a presenter's moved clock. */
export type RunMoment = { asOf: Date; movedClock: boolean }

/** What of a customer decides beside their facts: read again under their lock, since others write it. */
export type Said = { openedAt: Date; history: Decided[]; choices: MessageChoices; hasAddress: boolean }

type SaidRow = {
  openedAt: Date
  hasAddress: boolean
  choices: MessageChoices
  history: PackedHistory
}

/**
 * What was decided for a customer before, what they said of messages, and whether they have an address; null for who is
 * nobody, or staff. What was said counts whatever the clock says.
 * @param lock holds the customer's row until the caller's transaction ends: whoever decides for them too, waits.
 */
export async function readSaid(
  customerId: string,
  moment: RunMoment,
  { within = db, lock = false }: { within?: Transaction; lock?: boolean } = {},
): Promise<Said | null> {
  if (lock) await within.$queryRaw`select id from customer where id = ${customerId}::uuid for update`
  const [row] = await within.$queryRaw<SaidRow[]>`
    select c.created_at as "openedAt", c.email is not null as "hasAddress",
      coalesce((select json_object_agg(kind, choice) from (select distinct on (kind) kind, choice from message_choice
        where customer_id = c.id order by kind, seq desc) newest), '{}') as choices,
      ${historySql(moment)} as history
    from customer c where c.id = ${customerId}::uuid and c.erased_at is null and c.role <> 'staff'`
  return row ? { ...row, history: unpacked(row.history) } : null
}

/** A customer with all that decides what is written to them. */
export type Reader = {
  shopper: Shopper
  facts: MessageFacts
  triggers: readonly Trigger[]
  said: Said
  timeZone: string
}

/**
 * A customer as a run reads them, folded by the same folds as the site's pages, in their own language. Null for who is
 * nobody, or staff.
 */
export async function readForMessages(customerId: string, moment: RunMoment): Promise<Reader | null> {
  const [person, said] = await Promise.all([
    readPerson(customerId, moment.asOf, 'message'),
    readSaid(customerId, moment),
  ])
  if (!person || !said) return null
  const { shopper, known } = person
  const triggers = await getTriggers(known.editorialVersion ?? '')
  const country = known.customer?.country ?? null
  const cart = known.cartCount > 0 ? (await readCart({ visitorId: customerId, customerId })).lines : []
  return {
    ...{ shopper, triggers, said },
    facts: messageFactsOf(person, { openedAt: said.openedAt, cart, movedClock: moment.movedClock }),
    timeZone: zoneOf({ answer: shopper.answers['time-zone'], country, programme: shopper.programme.timeZone }),
  }
}
