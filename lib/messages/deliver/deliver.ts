import 'server-only'
import { realNow as clock } from '@/lib/core/clock'
import { env } from '@/lib/core/env'
import { logFault } from '@/lib/core/log'
import { MESSAGE_KINDS, takes, type MessageKind } from '@/lib/shopper/letters'
import { consentOf } from '@/lib/shopper/market'
import { renderLetter } from '../letter/render'
import { unsubscribePath } from '../links'
import { stillDue } from '../run/still-due'
import { contentSchema, type MessageReason } from '../schema'
import { claim, recipientsOf, refuseAddress, settle, type Claimed, type Fate, type Recipient } from './claim'
import { isAddress, mailOf, type Sender } from './mail'
import { CONNECTIONS, postOver, type Post } from './post'
import { LONGEST_PAUSE_MS, LONGEST_WAIT_MS, MOST_ATTEMPTS, nextReach, nextTry } from './schedule'
import { leavesAt } from './waits'

/** How many messages became what. */
export type DeliveryReport = {
  sent: number
  kept: number
  suppressed: number
  /** Put back, because the server did not take them yet. */
  retrying: number
  /** Put back for their recipient's morning, or because they had enough for a day. */
  waiting: number
  /** It ended before it had looked at everything: its time was over, or the server said nothing. */
  unfinished: boolean
}

/** `movedClock`: true takes messages of moved clocks only, false only the others; absent: both. */
export type DeliveryTime = { now: Date; realNow: Date; customerIds?: readonly string[]; movedClock?: boolean }

/** What tests and the seed exchange; null for `post`: there is no mail server. */
export type DeliveryTools = {
  post?: Post | null
  sender?: Sender
  /** Whether what gave cause is still so: lib/messages/run/still-due.ts unless told. */
  stillDue?: typeof stillDue
  /** How long it may last, in milliseconds of real time: `LASTS_MS` unless told. */
  lastsMs?: number
}

/** Nothing is begun after so long: whoever asked for a run gets an answer, and the next one goes on. */
export const LASTS_MS = 4 * 60_000

/** Messages without a server to talk to are taken so many at a time. */
const BATCH = 200
/** After so many attempts in a row to which the server said nothing about the message, the rest waits for the next run. */
const SILENCES = 3

/**
 * Sends what is queued and due: over `SMTP_URL` where it is set, else it is kept. Any number of runners at once; each
 * message is one runner's. Before each it is asked again whether it may still be sent. Messages of moved clocks leave the
 * house never. `now` is domain time, `realNow` real time (attempts and back-off). A fault of one message is logged and
 * put back, and stops no other. docs/sending.md says what is promised.
 */
export async function deliverDue(when: DeliveryTime, tools: DeliveryTools = {}): Promise<DeliveryReport> {
  const { SMTP_URL, MAIL_FROM, SITE_URL } = env()
  const post = tools.post === undefined ? SMTP_URL && postOver(SMTP_URL) : tools.post
  const sender = tools.sender ?? { from: MAIL_FROM, site: SITE_URL }
  const report: DeliveryReport = { sent: 0, kept: 0, suppressed: 0, retrying: 0, waiting: 0, unfinished: false }
  // A run may last: claims are dated by when they were made, not by when it began.
  const begun = clock().getTime()
  const real = () => new Date(when.realNow.getTime() + clock().getTime() - begun)
  const isOver = () => clock().getTime() - begun >= (tools.lastsMs ?? LASTS_MS)
  const run: Run = { when, real, isOver, sender, report, silences: 0, isDue: tools.stillDue ?? stillDue }
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, () => work(run, post || null)))
  } finally {
    if (tools.post === undefined && post) post.close()
  }
  return report
}

type Run = {
  when: DeliveryTime
  real: () => Date
  isOver: () => boolean
  sender: Sender
  report: DeliveryReport
  silences: number
  isDue: typeof stillDue
}

async function work(run: Run, post: Post | null): Promise<void> {
  for (;;) {
    if (run.silences >= SILENCES || run.isOver()) {
      run.report.unfinished = true
      return
    }
    const claimed = await claim(run.when, run.real(), { most: BATCH, alone: post !== null })
    if (claimed.length === 0) return
    const recipients = await recipientsOf(claimed, run.when.now)
    const kept: Claimed[] = []
    for (const message of claimed) {
      const recipient = recipients.get(message.id)
      // Erased meanwhile, and the message with them.
      if (!recipient) continue
      const fate = await fateOf(run, message, recipient, post).catch((error: unknown) => {
        logFault('messages: one was not sent', error, { message: message.id })
        return again(run, message, { said: 'It could not be made', reached: true })
      })
      if (fate.status === 'kept') kept.push(message)
      else await write(run, [message], fate)
    }
    if (kept.length > 0) await write(run, kept, { status: 'kept', sentAt: run.when.now })
  }
}

async function fateOf(run: Run, message: Claimed, recipient: Recipient, post: Post | null): Promise<Fate> {
  const { now } = run.when
  const no = (reason: MessageReason, said: string | null = null): Fate => ({ status: 'suppressed', reason, said })
  if (!wanted(message.kind, recipient)) return no('not-wanted')
  // Of staff nothing is decided: who became so since gets no more of it.
  if (recipient.role === 'staff') return no('stale')
  const content = contentSchema.safeParse(message.content)
  if (!content.success) {
    logFault('messages: one no longer fits its schema', content.error, { message: message.id })
    return no('stale')
  }
  if (!(await run.isDue(message, now))) return no('stale')
  if (!post || message.movedClock) return { status: 'kept', sentAt: now }
  // They read it in the shop. What an order needs said they get to keep all the same.
  if (recipient.putAway && message.kind !== 'transactional') return no('put-away')
  if (!isAddress(recipient.email)) return no('no-address')
  if (recipient.refused !== null) return no('refused', recipient.refused)
  const tooLate = now.getTime() - message.dueAt.getTime() > LONGEST_WAIT_MS
  // So many attempts has only a message in whose middle runners ended, again and again: it shall not end every run.
  if (tooLate || message.attempts > MOST_ATTEMPTS) return no('gave-up')
  const wait = Math.min(LONGEST_PAUSE_MS, leavesAt(message.kind, recipient, now).getTime() - now.getTime())
  if (wait > 0) {
    return { status: 'queued', nextTryAt: new Date(run.real().getTime() + wait), said: null, counts: false }
  }

  const { id, kind, token } = message
  const unsubscribe = kind === 'transactional' ? null : unsubscribePath(token)
  const letter = await renderLetter(content.data, { site: run.sender.site, messageId: id, unsubscribe })
  const to = { name: recipient.name, address: recipient.email }
  const { language } = content.data
  const answer = await post.send(mailOf({ id, token, kind, language, to, letter }, run.sender, run.real()))
  run.silences = answer.is === 'later' && !answer.reached ? run.silences + 1 : 0
  if (answer.is === 'taken') return { status: 'sent', sentAt: now, said: answer.said }
  if (answer.is === 'later') return again(run, message, answer)
  if (answer.address) await refuseAddress(message.customerId, answer.said, now)
  return no('refused', answer.said)
}

/** As they say now, whatever they said when it was decided. */
function wanted(kind: string, { choice, ...account }: Recipient): boolean {
  if (kind === 'transactional') return true
  if (!(MESSAGE_KINDS as readonly string[]).includes(kind)) return false
  return takes(kind as MessageKind, choice ? { [kind]: choice } : {}, consentOf(account))
}

/** An attempt that reached no server is none of the message's: it is given back. */
function again({ when, real }: Run, message: Claimed, { said, reached }: { said: string; reached: boolean }): Fate {
  const { id, attempts, dueAt } = message
  if (!reached) {
    const nextTryAt = nextReach(id, { dueAt, now: when.now, realNow: real() })
    return { status: 'queued', nextTryAt, said, counts: false }
  }
  const nextTryAt = nextTry(id, attempts, real())
  return nextTryAt
    ? { status: 'queued', nextTryAt, said, counts: true }
    : { status: 'suppressed', reason: 'gave-up', said }
}

/**
 * Writes down what became of messages. What cannot be written stays claimed and is taken up again when the claim is too
 * old, under the same Message-ID; that a server took it is worth a second try.
 */
async function write({ report }: Run, messages: readonly Claimed[], fate: Fate): Promise<void> {
  const onceMore = (error: unknown) => {
    logFault('messages: what became of one was not written', error, { message: messages[0]?.id, fate: fate.status })
    return settle(messages, fate)
  }
  const count = await settle(messages, fate).catch(onceMore)
  const what = fate.status !== 'queued' ? fate.status : fate.said === null ? 'waiting' : 'retrying'
  report[what] += count
}
