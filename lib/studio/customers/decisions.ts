import 'server-only'
import { priceCart } from '@/lib/cart/pricing'
import { readCart } from '@/lib/cart/queries'
import { buyable } from '@/lib/cart/rules'
import type { Minor } from '@/lib/core/money'
import type { MessageKey } from '@/lib/core/messages'
import { decideBand } from '@/lib/experience/band'
import { decideTiles } from '@/lib/experience/content'
import type { Decision } from '@/lib/experience/decision'
import { decideHero } from '@/lib/experience/hero'
import { decideHomeShelves } from '@/lib/experience/home'
import { decideKeep } from '@/lib/experience/keep'
import { cartLoyalty } from '@/lib/experience/nudge'
import { decideRelation } from '@/lib/experience/relational/decide'
import type { Shopper } from '@/lib/experience/schema'
import { whyOf, type WhyView } from '@/lib/experience/why'
import { getProjections } from '@/lib/ranking/queries'

/** One decision for this person: where, what it says, which variant of its rule, and why. */
export type Decided = {
  slot: string
  place: string
  says: string
  arm: string
  rule: string
  /** Their own facts changed it: otherwise everybody is shown the same. */
  personal: boolean
  reasons: WhyView['reasons']['items']
  facts: WhyView['facts']['items']
}

/** What the shop would decide for this person now, on home and for the cart that they left: each with its reasons. */
export async function readDecisions(shopper: Shopper): Promise<Decided[]> {
  const owner = { visitorId: shopper.visitorId, customerId: shopper.customer?.id ?? null }
  const [projections, cart] = await Promise.all([getProjections(), shopper.cartCount > 0 ? readCart(owner) : null])
  const { say, entitlements, country, programme } = shopper
  const hero = decideHero(shopper)
  const shelves = decideHomeShelves(shopper, projections)
  const band = decideBand(shopper, projections, shelves, hero.value.picture)
  const tiles = decideTiles(shopper, band, hero.value.picture)
  const relation = decideRelation(shopper, 'home')
  const keep = decideKeep(shopper, 'home.keep')
  const priced =
    cart && priceCart({ lines: buyable(cart.lines), currency: programme.currency, entitlements, shippingTo: country })
  const decided = (decision: Decision<unknown> | null, says: string | null | undefined): Decided[] => {
    if (!decision) return []
    const why = whyOf(decision, says ?? '', say)
    return [
      {
        ...{ slot: decision.slot, arm: decision.arm, rule: decision.rule, personal: decision.personal },
        place: say.t(`slot.${decision.slot}` as MessageKey), // every slot has its words; why.test.ts holds them together
        says: says ?? '',
        ...{ reasons: why?.reasons.items ?? [], facts: why?.facts.items ?? [] },
      },
    ]
  }
  const block = relation.value
  return [
    ...decided(hero, `${hero.value.headline}. ${hero.value.line}`),
    ...decided(
      relation,
      block.kind === 'relation' ? [block.title, ...block.lines].join(' ') : promised(block.promises),
    ),
    ...decided(keep, keep?.value.headline),
    ...decided(shelves.first, shelves.first?.value.title),
    ...decided(band, band.value.title),
    ...decided(shelves.second, shelves.second?.value.title),
    ...tiles.flatMap((tile) => decided(tile, tile.value.title)),
    ...(priced ? cartWay(shopper, priced.merchandise) : []),
  ]
}

const promised = (promises: readonly { title: string }[]): string => promises.map(({ title }) => title).join('. ')

/** What the cart that they left says of the next tier. It follows from the programme and the cart: no taste is in it. */
function cartWay(shopper: Shopper, merchandise: Minor): Decided[] {
  const { nudge, reached, keep } = cartLoyalty(shopper, merchandise)
  const { t, money } = shopper.say
  const says = [nudge?.headline, reached?.text, keep?.value.headline].filter((words) => words !== undefined)
  if (says.length === 0) return []
  const arm = nudge ? 'nudge' : reached ? 'reached' : 'keep'
  const rule = t('customers.cartRule', { amount: money(merchandise) })
  const why = keep ? keep.reasons.map(({ text, weight }) => ({ text, weight: weight.toFixed(2) })) : []
  return [
    {
      slot: 'cart.loyalty',
      place: t('slot.cart.loyalty'),
      says: says.join(' '),
      arm,
      rule,
      personal: true,
      reasons: why,
      facts: [],
    },
  ]
}
