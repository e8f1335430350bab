import 'server-only'
import { db, type Transaction } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { logFault } from '@/lib/core/log'
import { consentOf, type AccountMarket } from '@/lib/shopper/market'
import { MESSAGE_KINDS, takes, type ChoiceSource, type MessageChoices, type MessageKind } from '@/lib/shopper/letters'

/** A yes or no to a kind of message: when and where it was said, by which message's link, and whether under a moved clock. */
export type LetterChoice = {
  choice: 'on' | 'off'
  source: ChoiceSource
  at: Date
  messageId: string | null
  movedClock: boolean
}

/** Their newest word on each kind of message, whatever the demo clock says; kinds of which they said nothing are absent. */
export async function readLetterChoices(
  customerId: string,
  within: Transaction = db,
): Promise<ReadonlyMap<MessageKind, LetterChoice>> {
  const rows = await within.$queryRaw<(LetterChoice & { kind: string })[]>`
    select distinct on (kind) kind, choice, source, at, message_id as "messageId", moved_clock as "movedClock"
    from message_choice
    where customer_id = ${customerId}::uuid order by kind, seq desc`
  const known = new Map(rows.map(({ kind, ...choice }) => [kind, choice]))
  return new Map(MESSAGE_KINDS.flatMap((kind) => (known.has(kind) ? [[kind, known.get(kind) as LetterChoice]] : [])))
}

type Saying = {
  customerId: string
  choices: MessageChoices
  source: ChoiceSource
  now: Date
  /** Said under a moved clock: it counts, and is not measured. Absent: it was not. */
  movedClock?: boolean
  messageId?: string
  /** Also what changes nothing today is kept, where they had not said it: a yes at the door, a no by a link. */
  expressly: boolean
}

/**
 * Writes down what somebody says about messages, one row for each kind that it changes: said again, it is not written
 * again, unless it was said in a rehearsal only. Holds the customer, so that nothing is decided for them meanwhile. Nothing is written of who is nobody.
 * @returns the kinds that were written.
 */
export async function sayLetters(saying: Saying, within?: Transaction): Promise<MessageKind[]> {
  if (!within) return db.$transaction((tx) => sayLetters(saying, tx))
  const { customerId, choices, source, now, movedClock = false, messageId = null, expressly } = saying
  const [customer] = await within.$queryRaw<AccountMarket[]>`
    select country, consent_rule as "consentRule" from customer where id = ${customerId}::uuid and erased_at is null for update`
  if (!customer) return []
  const known = await readLetterChoices(customerId, within)
  const held = (kind: MessageKind): 'on' | 'off' | undefined => {
    const said = known.get(kind)
    if (said) return said.movedClock && !movedClock ? undefined : said.choice
    return expressly ? undefined : takes(kind, {}, consentOf(customer)) ? 'on' : 'off'
  }
  const changed = MESSAGE_KINDS.filter((kind) => choices[kind] !== undefined && choices[kind] !== held(kind))
  const data = changed.flatMap((kind) => {
    const choice = choices[kind]
    return choice ? [{ id: newId(), customerId, kind, choice, source, messageId, at: now, movedClock }] : []
  })
  await within.messageChoice.createMany({ data })
  return changed
}

/** The same word for every kind. */
export const allLetters = (choice: 'on' | 'off'): MessageChoices =>
  Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, choice]))

/**
 * The yes that an account's form asks for: a box that is ticked says it for every kind. One that is not says nothing. A
 * yes that could not be kept stops nobody from coming in: it is logged, and nothing is written to them.
 */
export async function sayAtDoor(
  form: unknown,
  saying: Pick<Saying, 'customerId' | 'now' | 'movedClock'> & { source: 'registration' | 'checkout' },
): Promise<void> {
  const ticked = typeof form === 'object' && form !== null && 'letters' in form && form.letters === 'yes'
  if (!ticked) return
  try {
    await sayLetters({ ...saying, choices: allLetters('on'), expressly: true })
  } catch (error) {
    logFault('flows: a yes to messages was not kept', error, { customer: saying.customerId })
  }
}
