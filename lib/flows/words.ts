import type { CutLine } from '@/lib/cart/carry'
import { translator, type MessageKey } from '@/lib/core/messages'
import { formatMoney, type Minor } from '@/lib/core/money'

/** What a flow can have to say: each is a message, so none can lack words. */
export type FlowCode = Extract<
  MessageKey,
  | `answers.${string}`
  | `auth.${string}`
  | `checkout.${string}`
  | `cartNotice.${string}`
  | `membership.${string}`
  | `returns.${string}`
>

/** A value of a message: a list becomes "a, b and c", an amount is written in its currency, a day as in its zone. */
export type SaidValue =
  string | number | readonly string[] | { amount: Minor; currency: string } | { day: Date; timeZone: string }

/** Something to be said, before it is put into words. */
export type Said = { code: FlowCode; values?: Readonly<Record<string, SaidValue>> }

/** Faults by the form field they belong to. */
export type FieldFaults = Readonly<Partial<Record<string, Said>>>

/** Puts what flows have to say into words of a locale. */
export function sayer(locale: string): (said: Said) => string {
  const t = translator(locale)
  const list = new Intl.ListFormat(locale, { type: 'conjunction' })
  const word = (value: SaidValue): string | number => {
    if (typeof value === 'string' || typeof value === 'number') return value
    if ('amount' in value) return formatMoney(value.amount, value.currency, locale)
    if (!('day' in value)) return list.format(value)
    const { day, timeZone } = value
    return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(day)
  }
  return ({ code, values = {} }) =>
    t(code, Object.fromEntries(Object.entries(values).map(([key, value]) => [key, word(value)])))
}

// Without counts, which an address could invent.
const CART_PROBLEMS = {
  missing: 'cart.buy.missing',
  unknown: 'cart.buy.unknown',
  quantity: 'cart.problem.quantity',
  'sold-out': 'cart.buy.soldOut',
  'no-more': 'cart.problem.noMore',
  failed: 'checkout.failed',
} as const satisfies Readonly<Record<string, MessageKey>>

/** Why a change of the cart did not happen, as an address carries it to the cart page. */
export type CartProblem = keyof typeof CART_PROBLEMS

/** The cart page's address after a change that did not happen. */
export const cartWithProblem = (problem: CartProblem): string => `/cart?problem=${problem}`

/** What the cart page says of the problem in its address; null for none and for an invented one. */
export const cartProblem = (problem: string | undefined): MessageKey | null =>
  problem !== undefined && Object.hasOwn(CART_PROBLEMS, problem) ? CART_PROBLEMS[problem as CartProblem] : null

/**
 * The lines that signing in had to cut, as an address carries them to the cart page: "?cut=<sku>&cut=<sku>". Only what
 * the cart really holds is told there, so an invented address says nothing untrue.
 */
export const cutQuery = (lines: readonly Pick<CutLine, 'sku'>[]): string =>
  new URLSearchParams(lines.map(({ sku }) => ['cut', sku])).toString()

/** Beside which lines the cart page says that signing in cut them: those named that hold all that is left. */
export function cutNotice(
  line: { sku: string; quantity: number; stock: number },
  named: readonly string[],
): Said | null {
  return named.includes(line.sku) && line.quantity === line.stock
    ? { code: 'cartNotice.cut', values: { left: line.stock } }
    : null
}

type MembershipNotice = { kind: 'success' | 'info' | 'error'; title: FlowCode }

/** `of`: of whom it can be true, a member, another customer, or anybody. */
const MEMBERSHIP = {
  joined: { kind: 'success', title: 'membership.joined', of: 'member' },
  rejoined: { kind: 'success', title: 'membership.rejoined', of: 'member' },
  already: { kind: 'info', title: 'membership.already', of: 'member' },
  'by-order': { kind: 'info', title: 'membership.byOrder', of: 'other' },
  left: { kind: 'success', title: 'membership.left', of: 'other' },
  'not-member': { kind: 'info', title: 'membership.notMember', of: 'other' },
  confirmed: { kind: 'success', title: 'membership.confirmed', of: 'member' },
  'confirmed-already': { kind: 'info', title: 'membership.confirmedAlready', of: 'member' },
  'nothing-to-confirm': { kind: 'info', title: 'membership.nothingToConfirm', of: 'member' },
  failed: { kind: 'error', title: 'checkout.failed', of: 'anybody' },
} as const satisfies Readonly<Record<string, MembershipNotice & { of: 'member' | 'other' | 'anybody' }>>

/** What became of joining, leaving or confirming one's details, as an address carries it to the loyalty page. */
export type MembershipSaid = keyof typeof MEMBERSHIP

/** The loyalty page's address after such a request. */
export const loyaltyWithSaid = (said: MembershipSaid): string => `/account/loyalty?said=${said}`

/**
 * The notice that the `said` of an address stands for; null for none, for an invented one, and for one that cannot be
 * true of who is asking: an address that was kept, or sent by somebody.
 */
export function membershipSaid(
  said: string | undefined,
  who: 'member' | 'other' | 'stranger',
): { kind: 'success' | 'info' | 'error'; title: MessageKey } | null {
  if (said === undefined || !Object.hasOwn(MEMBERSHIP, said)) return null
  const notice = MEMBERSHIP[said as MembershipSaid]
  return notice.of === who || notice.of === 'anybody' ? notice : null
}
