/** A payment card as the form gives it: digits only, expiry as month and full year. Never stored, never logged. */
export type Card = { number: string; expiry: { month: number; year: number }; cvc: string }

export type Authorisation =
  /** The amount is reserved on the card. */
  | { status: 'authorised'; reference: string; last4: string }
  /** The bank said no; nothing is reserved. */
  | { status: 'declined'; reason: 'declined' | 'insufficient-funds' }

/** The provider's own name for what it paid back. */
export type Refund = { reference: string }

/**
 * Who moves the money. `authorise` and `cancel` are named by our order, so that saying one of them twice is the same
 * as saying it once.
 */
export type PaymentProvider = {
  name: string
  /**
   * Whether this provider takes the card at all, before anything is reserved: null, or why not.
   */
  refuses(card: Card): 'not-a-test-card' | null
  /**
   * Asks the bank. Throws when no answer came: then nobody knows whether the amount is reserved.
   * @param amount minor units.
   */
  authorise(request: { orderId: string; amount: number; currency: string; card: Card }): Promise<Authorisation>
  /** Lets go of whatever is reserved for this order, if anything. */
  cancel(orderId: string): Promise<void>
  /**
   * Pays back a part of what an order cost, to where it came from. Named by our return, so that asking twice pays once.
   * Throws when nobody knows whether it was paid; asking again later is safe.
   * @param amount positive, in minor units.
   */
  refund(request: { returnId: string; orderId: string; amount: number; currency: string }): Promise<Refund>
}

/** No answer came from the bank in time. */
export class PaymentUnanswered extends Error {
  constructor() {
    super('the payment provider did not answer')
    this.name = 'PaymentUnanswered'
  }
}

/** The demo's cards and what becomes of each. */
export const TEST_CARDS = [
  { number: '4242424242424242', outcome: 'authorised' },
  { number: '4000000000000002', outcome: 'declined' },
  { number: '4000000000009995', outcome: 'insufficient-funds' },
  { number: '4000000000000119', outcome: 'unanswered' },
] as const

/** An expiry date that a test card can have at any time: two years from now, "11/28". */
export function testExpiry(now: Date): string {
  const month = String(now.getUTCMonth() + 1).padStart(2, '0')
  return `${month}/${String((now.getUTCFullYear() + 2) % 100).padStart(2, '0')}`
}

/** "4242424242424242" → "4242 4242 4242 4242" */
export const groupedNumber = (number: string): string => number.replace(/(\d{4})(?=\d)/g, '$1 ')

/**
 * The demonstration's payment: no bank, no money, no memory. What happens is decided by the card number alone; every
 * card but the test cards is refused before anything is reserved.
 */
export const demoPayments: PaymentProvider = {
  name: 'demo',
  refuses: ({ number }) => (TEST_CARDS.some((card) => card.number === number) ? null : 'not-a-test-card'),
  async authorise({ orderId, card }) {
    const outcome = TEST_CARDS.find(({ number }) => number === card.number)?.outcome ?? 'declined'
    if (outcome === 'unanswered') throw new PaymentUnanswered()
    if (outcome !== 'authorised') return { status: 'declined', reason: outcome }
    return { status: 'authorised', reference: `demo-${orderId}`, last4: card.number.slice(-4) }
  },
  async cancel() {},
  async refund({ returnId }) {
    return { reference: `demo-refund-${returnId}` }
  },
}

/** The Luhn check digit (ISO/IEC 7812-1, annex B), for a string of digits. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return digits.length > 0 && sum % 10 === 0
}

/**
 * Reads an expiry as people write it ("12/30", "12 / 2030", "1230"); null when it is none. A two-digit year is of this
 * century.
 */
export function parseExpiry(text: string): Card['expiry'] | null {
  const match = /^(\d{1,2})\s*[/-]\s*(\d{2}|\d{4})$/.exec(text.trim()) ?? /^(\d{2})(\d{2})$/.exec(text.trim())
  const month = Number(match?.[1])
  const written = Number(match?.[2])
  if (!match || month < 1 || month > 12) return null
  return { month, year: written < 100 ? 2000 + written : written }
}

/** Whether a card can still be used at a moment: through the last day of its month (UTC). */
export function isExpired({ month, year }: Card['expiry'], now: Date): boolean {
  return year * 12 + (month - 1) < now.getUTCFullYear() * 12 + now.getUTCMonth()
}
