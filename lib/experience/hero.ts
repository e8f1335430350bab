import type { PercentEntitlement } from '@/lib/cart/schema'
import { weigh, type Decision, type UsedFact } from './decision'
import { lastKeptOrder, dearestPiece } from './owned'
import type { Tier } from '@/lib/loyalty/schema'
import { wordedHouses } from './numbers'
import type { Shopper } from './schema'

export type Mood = 'day' | 'bronze' | 'silver' | 'gold'

export type Hero = {
  mood: Mood
  tierWord: string | null
  headline: string
  line: string
  link: { href: string; text: string }
}

/** The sources that have a greeting of their own; all others are greeted like anybody. */
const GREETED = { facebook: 'home.hero.facebook', instagram: 'home.hero.instagram' } as const

/**
 * Who stands at the door: a customer by name and tier, a friend from where she came, or anybody.
 * With personalisation off everybody is anybody.
 */
export function decideHero(shopper: Shopper): Decision<Hero> {
  const { say, customer, standing, personalised } = shopper
  const { t } = say
  const trending = { href: '#trending', text: t('home.hero.seeTrending') }

  if (customer && personalised) {
    const tier = standing?.tier ?? null
    const order = lastKeptOrder(shopper)
    const dearest = order && dearestPiece(order)
    // What left the collection has no shelf to lead to.
    const piece = dearest && shopper.catalogue.bySlug.has(dearest.product) ? dearest : null
    const facts: UsedFact[] = []
    if (standing) facts.push({ id: 'membership', text: t('fact.joined'), at: standing.memberSince })
    if (tier && standing?.reached) {
      facts.unshift({
        id: standing.reached.orderId ?? 'tier',
        text: t('fact.reached', { tier: tier.name }),
        at: standing.reached.at,
      })
    }
    if (order && piece)
      facts.unshift({
        id: order.id,
        text: t('fact.bought', { piece: piece.productName, colour: piece.colourName }),
        at: order.placedAt,
      })
    return {
      slot: 'home.hero',
      arm: tier ? tier.key : 'customer',
      value: {
        mood: tier ? moodOf(tier.accent) : 'day',
        tierWord: tier?.name ?? null,
        headline: t('home.hero.welcomeBack', { name: customer.firstName }),
        line: ownedOffer(shopper) ?? t('home.hero.line'),
        link: piece ? { href: '#goes-with', text: t('home.hero.seeGoesWith', { piece: piece.productName }) } : trending,
      },
      rule: t('rule.hero.customer'),
      reasons: weigh([
        t('reason.signedIn', { name: customer.firstName }),
        ...(tier ? [t('reason.tier', { tier: tier.name })] : []),
        ...(piece ? [t('reason.lastOrder', { piece: piece.productName })] : []),
      ]),
      facts,
      personal: true,
    }
  }

  const source = shopper.arrival?.source ?? ''
  if (Object.hasOwn(GREETED, source)) {
    const key = GREETED[source as keyof typeof GREETED]
    return {
      slot: 'home.hero',
      arm: source,
      value: { mood: 'day', tierWord: null, headline: t(key), line: t('home.hero.line'), link: trending },
      rule: t('rule.hero.arrival'),
      reasons: weigh([t('reason.arrival', { source: t(`source.${source as keyof typeof GREETED}`) })]),
      facts: [
        {
          id: `visit:${shopper.visitId}`,
          text: t('fact.arrived', { source: t(`source.${source as keyof typeof GREETED}`) }),
          at: shopper.now,
        },
      ],
      personal: true,
    }
  }

  return {
    slot: 'home.hero',
    arm: 'generic',
    value: {
      mood: 'day',
      tierWord: null,
      headline: t('home.hero.generic'),
      line: t('home.hero.genericLine', { houses: capital(wordedHouses(shopper.catalogue.houses.length, say)) }),
      link: trending,
    },
    rule: t('rule.hero.generic'),
    reasons: [],
    facts: [],
    personal: false,
  }
}

/** The percentage that a cart of hers would take: the highest, and of equal ones first one that spends no offer. */
export function bestPercent({ percents }: Shopper['entitlements']): PercentEntitlement | null {
  const spends = (percent: PercentEntitlement) => Number(percent.offer !== null)
  return percents.toSorted((a, b) => b.percent - a.percent || spends(a) - spends(b))[0] ?? null
}

/** "10% off your next order", when that or another percentage is really hers to use. */
export function ownedOffer({ say: { t }, entitlements }: Pick<Shopper, 'say' | 'entitlements'>): string | null {
  const best = bestPercent(entitlements)
  if (!best) return null
  if (best.offer === 'first-order') return t('offer.firstOrder', { percent: best.percent })
  return t(best.offer === null ? 'offer.everyOrder' : 'offer.nextOrder', { percent: best.percent })
}

/** There is a picture for each of the three metals; every other accent is greeted by the day's. */
const moodOf = (accent: Tier['accent']): Mood =>
  accent === 'bronze' || accent === 'silver' || accent === 'gold' ? accent : 'day'

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
