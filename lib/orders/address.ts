import { z } from 'zod'
import type { MessageKey } from '@/lib/core/messages'
import { DELIVERY_COUNTRIES, usState } from './countries'

const TOO_LONG = 'checkout.field.long' satisfies MessageKey

/** One line of text as people type it: no control characters, single spaces, trimmed. */
export const tidy = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const text = (max: number, missing: MessageKey) =>
  z.string(missing).max(1_000, TOO_LONG).transform(tidy).pipe(z.string().min(1, missing).max(max, TOO_LONG))

const optional = (max: number) =>
  z.string().max(1_000, TOO_LONG).default('').transform(tidy).pipe(z.string().max(max, TOO_LONG))

// Where letters travel without one.
const NO_POSTCODE = new Set(['AE', 'HK', 'QA'])

const NO_DELIVERY = 'checkout.field.country' satisfies MessageKey

const streetSchema = z.object({
  name: text(100, 'checkout.field.name'),
  line1: text(120, 'checkout.field.line1'),
  line2: optional(120),
  city: text(80, 'checkout.field.city'),
})

const regionSchema = z
  .object({
    region: optional(80),
    postcode: optional(20),
    country: z.string(NO_DELIVERY).refine((code) => DELIVERY_COUNTRIES.includes(code), NO_DELIVERY),
  })
  .transform((address, ctx) => {
    const fault = (field: 'region' | 'postcode', message: MessageKey) =>
      ctx.addIssue({ code: 'custom', path: [field], message, input: address[field] })
    if (address.country !== 'US') {
      if (address.postcode === '' && !NO_POSTCODE.has(address.country)) fault('postcode', 'checkout.field.postcode')
      return address
    }
    const region = usState(address.region)
    if (!region) fault('region', 'checkout.field.state')
    if (!/^\d{5}(-\d{4})?$/.test(address.postcode)) fault('postcode', 'checkout.field.zip')
    return { ...address, region: region ?? address.region }
  })

/**
 * Where an order goes. Issue messages are message keys. In the United States the region is a state (code or name, kept
 * as its code) and the postcode a ZIP code; elsewhere a postcode is asked for where there are any, and neither is
 * checked further.
 */
export const addressSchema = z.intersection(streetSchema, regionSchema)

export type Address = z.infer<typeof addressSchema>
