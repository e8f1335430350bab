import { createHash } from 'node:crypto'
import { z } from 'zod'
import { fail, ok, type Result } from '@/lib/core/result'

/** Facts in one request, and its bytes. */
export const MOST_FACTS = 50
export const MOST_BYTES = 16_384

/** Seconds on a piece that are each a fact of their own, once per visit: passed, it was looked at; looked into; studied. */
export const DWELL_SECONDS = [5, 15, 45] as const

/** How far back a fact may be placed: a visit that was idle for longer has ended, and its facts come too late. */
export const OLDEST_MS = 30 * 60_000

/** The slots of the shop's pages in which a card can be followed. What names another comes from no page of ours. */
export const CLICK_PLACES = [
  ...(['home.hero', 'home.keep', 'home.shelf-1', 'home.shelf-2', 'home.tile-1', 'home.tile-2', 'home.band'] as const),
  ...(['category.order', 'category.edit', 'search.order'] as const),
  ...(['product.complete', 'product.similar', 'product.chosen'] as const),
  ...(['cart.loyalty', 'cart.nudge', 'cart.reminder', 'cart.keep', 'cart.points'] as const),
  ...(['home.offer', 'cart.offer', 'checkout.offer', 'account.offer'] as const),
  ...(['home.relation', 'account.relation', 'order.relation'] as const),
] as const

const told = {
  /** Made by the browser, the same when it tells the fact again. */
  id: z.uuid(),
  product: z
    .string()
    .max(120)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** How long ago it happened, in milliseconds of the browser's own counting. */
  age: z
    .number()
    .min(0)
    .transform((age) => Math.min(Math.round(age), OLDEST_MS))
    .default(0),
}

const factSchema = z.discriminatedUnion('kind', [
  z.object({ ...told, kind: z.literal('dwell'), seconds: z.number().min(0) }),
  z.object({
    ...told,
    kind: z.literal('click'),
    place: z.enum(CLICK_PLACES),
  }),
])
const bodySchema = z.object({ events: z.array(factSchema).min(1).max(MOST_FACTS) })

/** One fact as the browser tells it; unknown fields are passed over. */
export type BeaconFact = z.infer<typeof factSchema>

/** Why a request is answered with nothing but what to put right. */
export type BeaconFault = { status: 400 | 413; message: string }

const EXPECTED = '{"events":[{"id":…,"kind":"dwell","product":…,"seconds":…,"age":…}, …]}'

/**
 * The facts that a body tells, all of them or none.
 * @param body null where it was too large to be read
 */
export function readBeacon(body: Uint8Array | null): Result<BeaconFact[], BeaconFault> {
  if (!body) return fail({ status: 413, message: `The body is larger than ${MOST_BYTES} bytes.` })
  let content: unknown
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return fail({ status: 400, message: `The body is not JSON. Expected: ${EXPECTED}` })
  }
  const parsed = bodySchema.safeParse(content)
  if (parsed.success) return ok(parsed.data.events)
  const [issue] = parsed.error.issues
  if (issue?.code === 'too_big' && issue.path.length === 1) {
    return fail({ status: 413, message: `At most ${MOST_FACTS} events may be sent at a time.` })
  }
  const where = issue?.path.join('.') || 'the body'
  return fail({ status: 400, message: `${where}: ${issue?.message ?? 'not understood'}. Expected: ${EXPECTED}` })
}

/** Which of `DWELL_SECONDS` were passed, least first. */
export const passed = (seconds: number): number[] => DWELL_SECONDS.filter((mark) => seconds >= mark)

/**
 * The id under which a told fact is kept: the same for the same visitor and id, and no other visitor's, whatever id a
 * browser makes up. In the form of a UUID of version 8 (RFC 9562: made by the application's own rule).
 */
export function keptId(visitorId: string, told: string): string {
  const hex = createHash('sha256').update(`${visitorId} ${told}`).digest('hex')
  const variant = ((parseInt(hex.charAt(16), 16) & 0b11) | 0b1000).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
