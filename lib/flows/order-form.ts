import { z } from 'zod'
import type { MessageKey } from '@/lib/core/messages'
import { fail, ok } from '@/lib/core/result'
import { addressSchema, type Address } from '@/lib/orders/address'
import {
  groupedNumber,
  isExpired,
  parseExpiry,
  passesLuhn,
  TEST_CARDS,
  type Card,
  type PaymentProvider,
} from '@/lib/orders/payment'
import { emailSchema, fieldFaults, triedPasswordSchema } from './credentials'
import type { FlowResult } from './types'
import type { FieldFaults, Said } from './words'

/** A checkout form that can be acted on. `account` is null for whoever is signed in: their own account is used. */
export type OrderForm = {
  key: string
  shownTotal: number
  /** How many points the page had shown as used; 0 for whoever wants none or has none. */
  points: number
  /** What the page had shown to come with the order: compared, never given. Null where it was not sent. */
  shownOffer: string | null
  address: Address
  card: Card
  account: { name: string; email: string; password: string } | null
}

const key = <K extends MessageKey>(code: K): K => code

// What no person types: when these are wrong, the page itself was not sent whole.
const frameSchema = z.object({
  key: z.uuid(),
  // Digits, not whatever JavaScript takes for a number: an empty field is no total of 0.
  shownTotal: z
    .union([z.number(), z.string().regex(/^\d{1,10}$/)])
    .transform(Number)
    .pipe(z.number().int().min(0).max(2_000_000_000)),
  points: z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .pipe(z.number().max(2_000_000_000))
    .default(0),
  shownOffer: z.string().max(1_000).nullable().default(null),
})

const accountSchema = z.object({ email: emailSchema, password: triedPasswordSchema })

const cardSchema = z.object({
  cardNumber: z
    .string()
    .max(40)
    .catch('')
    .transform((text) => text.replace(/[\s-]/g, ''))
    .refine((digits) => /^\d{12,19}$/.test(digits) && passesLuhn(digits), key('checkout.card.number')),
  cardExpiry: z
    .string()
    .max(20)
    .catch('')
    .transform((text, ctx) => {
      const expiry = parseExpiry(text)
      if (!expiry) ctx.addIssue({ code: 'custom', message: key('checkout.card.expiry'), input: text })
      return expiry ?? z.NEVER
    }),
  cardCvc: z
    .string()
    .max(20)
    .catch('')
    .transform((text) => text.trim())
    .refine((text) => /^\d{3,4}$/.test(text), key('checkout.card.cvc')),
})

const refuses = (result: z.ZodSafeParseResult<unknown>): FieldFaults =>
  result.success ? {} : fieldFaults(result.error, 'checkout.look')

/** Reads a checkout form. All its faults are told at once; nothing has happened when it is refused. */
export function readOrderForm(
  form: Readonly<Record<string, unknown>>,
  given: { signedIn: boolean; now: Date; payments: PaymentProvider },
): FlowResult<OrderForm> {
  const frame = frameSchema.safeParse(form)
  if (!frame.success) return fail({ said: { code: 'checkout.broken' } })
  const address = addressSchema.safeParse(form)
  const account = given.signedIn ? null : accountSchema.safeParse(form)
  const card = cardSchema.safeParse(form)
  const fields: Partial<Record<string, Said>> = {
    ...refuses(address),
    ...(account ? refuses(account) : {}),
    ...refuses(card),
  }
  if (card.success) Object.assign(fields, cardFaults(toCard(card.data), given))
  if (!address.success || (account && !account.success) || !card.success || Object.keys(fields).length > 0) {
    return fail({ said: { code: 'checkout.look' }, fields })
  }
  return ok({
    ...frame.data,
    address: address.data,
    card: toCard(card.data),
    account: account && { name: address.data.name, ...account.data },
  })
}

const toCard = (data: z.infer<typeof cardSchema>): Card => ({
  number: data.cardNumber,
  expiry: data.cardExpiry,
  cvc: data.cardCvc,
})

function cardFaults(card: Card, { now, payments }: { now: Date; payments: PaymentProvider }): FieldFaults {
  if (isExpired(card.expiry, now)) return { cardExpiry: { code: 'checkout.card.expired' } }
  if (payments.refuses(card) === null) return {}
  const [succeeds, declined] = TEST_CARDS.map(({ number }) => groupedNumber(number))
  return { cardNumber: { code: 'checkout.card.demo', values: { succeeds: succeeds ?? '', declined: declined ?? '' } } }
}
