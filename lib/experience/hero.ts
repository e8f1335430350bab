import type { PercentEntitlement } from '@/lib/cart/schema'
import type { EditorialName } from '@/lib/catalog/pictures'
import type { Tier } from '@/lib/loyalty/schema'
import type { Landing } from '@/lib/shopper/landing'
import { weigh, type Decision, type UsedFact } from './decision'
import { shownBefore, withFreshness } from './fresh'
import { landingFact, landingOf, landingPieces, landingReason } from './landing'
import { wordedHouses } from './numbers'
import { dearestPiece, lastKeptOrder } from './owned'
import { sceneOf, SCENES } from './scene'
import type { Shopper } from './schema'

export type Mood = 'day' | 'bronze' | 'silver' | 'gold'

export type Hero = {
  mood: Mood
  picture: EditorialName
  tierWord: string | null
  headline: string
  line: string
  link: { href: string; text: string }
}

/** The sources that have a greeting of their own; all others are greeted like anybody. */
const GREETED = { facebook: 'home.hero.facebook', instagram: 'home.hero.instagram' } as const

/** How much of a banner its picture is told to be: who is greeted, and how, says more. */
const PICTURE_SHARE = 0.4

/**
 * Who stands at the door: whoever followed a message by what it said, a customer by name and tier, a friend from where
 * she came, or anybody. Picture and line are
 * others than on the visit before; greeting, tier and an owed offer never change for that.
 * With personalisation off everybody is anybody.
 */
export function decideHero(shopper: Shopper): Decision<Hero> {
  const { line, lines, ...greeting } = greetingOf(shopper)
  const { mood } = greeting.value
  // What a message began, its own picture goes on with: no tuxedo beside the words for a gown.
  const fresh = greeting.arm === 'message' ? null : shopper.fresh
  // An owed offer is the line, whatever else there would be to say.
  const scene = sceneOf(mood, line === null ? lines.length : 1, fresh)
  const decision: Decision<Hero> = {
    ...greeting,
    value: { ...greeting.value, picture: scene.picture, line: line ?? lines[scene.line] ?? '' },
    shown: { content: scene.key },
  }
  if (scene.picture === SCENES[mood][0] && scene.line === 0) return decision
  const facts = shownBefore('home.hero', shopper, shopper.say.t('fact.shownBanner'))
  return withFreshness(decision, { share: PICTURE_SHARE, facts }, shopper, 'rule.heroFresh')
}

/** A greeting before its picture: the line that is owed, or else those to choose from. */
type Greeting = Omit<Decision<Omit<Hero, 'picture' | 'line'>>, 'shown'> & {
  line: string | null
  lines: readonly string[]
}

function greetingOf(shopper: Shopper): Greeting {
  const { customer, personalised, arrival } = shopper
  const landing = landingOf(shopper)
  if (landing) return messageGreeting(shopper, landing)
  if (customer && personalised) return customerGreeting(shopper, customer.firstName)
  const source = arrival?.source ?? ''
  if (Object.hasOwn(GREETED, source)) return friendGreeting(shopper, source as keyof typeof GREETED)
  return anybodysGreeting(shopper)
}

/** Goes on with what the message said: before a name, which whoever was handed the link need not have. */
function messageGreeting(shopper: Shopper, landing: Landing): Greeting {
  const { say, customer, personalised, standing } = shopper
  const tier = customer && personalised ? (standing?.tier ?? null) : null
  return {
    slot: 'home.hero',
    arm: 'message',
    value: {
      mood: tier ? moodOf(tier.accent) : 'day',
      tierWord: tier?.name ?? null,
      headline: landing.headline,
      link:
        landingPieces(shopper, landing).length > 0
          ? { href: '#goes-with', text: say.t('landing.hero.link') }
          : trendingLink(shopper),
    },
    line: landing.line,
    lines: [],
    rule: say.t('landing.hero.rule'),
    reasons: weigh([landingReason(landing, say), ...(tier ? [say.t('reason.tier', { tier: tier.name })] : [])]),
    facts: [landingFact(shopper)],
    personal: true,
  }
}

function customerGreeting(shopper: Shopper, firstName: string): Greeting {
  const { say, standing } = shopper
  const { t } = say
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
      headline: t('home.hero.welcomeBack', { name: firstName }),
      link: piece
        ? { href: '#goes-with', text: t('home.hero.seeGoesWith', { piece: piece.productName }) }
        : trendingLink(shopper),
    },
    line: ownedOffer(shopper),
    lines: linesOf(shopper),
    rule: t('rule.hero.customer'),
    reasons: weigh([
      t('reason.signedIn', { name: firstName }),
      ...(tier ? [t('reason.tier', { tier: tier.name })] : []),
      ...(piece ? [t('reason.lastOrder', { piece: piece.productName })] : []),
    ]),
    facts,
    personal: true,
  }
}

function friendGreeting(shopper: Shopper, source: keyof typeof GREETED): Greeting {
  const { t } = shopper.say
  const from = t(`source.${source}`)
  return {
    slot: 'home.hero',
    arm: source,
    value: { mood: 'day', tierWord: null, headline: t(GREETED[source]), link: trendingLink(shopper) },
    line: null,
    lines: linesOf(shopper),
    rule: t('rule.hero.arrival'),
    reasons: weigh([t('reason.arrival', { source: from })]),
    facts: [{ id: `visit:${shopper.visitId}`, text: t('fact.arrived', { source: from }), at: shopper.now }],
    personal: true,
  }
}

function anybodysGreeting(shopper: Shopper): Greeting {
  const { say, catalogue } = shopper
  const { t } = say
  const houses = capital(wordedHouses(catalogue.houses.length, say))
  const [, ...others] = linesOf(shopper)
  return {
    slot: 'home.hero',
    arm: 'generic',
    value: { mood: 'day', tierWord: null, headline: t('home.hero.generic'), link: trendingLink(shopper) },
    line: null,
    // The first of the usual lines is the headline here.
    lines: [t('home.hero.genericLine', { houses }), ...others],
    rule: t('rule.hero.generic'),
    reasons: [],
    facts: [],
    personal: false,
  }
}

const trendingLink = ({ say }: Pick<Shopper, 'say'>) => ({ href: '#trending', text: say.t('home.hero.seeTrending') })

/** Lines for whom no offer waits; the first is everybody's on a first visit. */
function linesOf({ say, catalogue }: Pick<Shopper, 'say' | 'catalogue'>): string[] {
  const houses = wordedHouses(catalogue.houses.length, say)
  return [
    say.t('home.hero.line'),
    say.t('home.hero.line.light'),
    say.t('home.hero.line.pieces', { count: catalogue.products.length, houses }),
  ]
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
