import type { EditorialName } from '@/lib/catalog/pictures'
import { contentHref, type Content } from '@/lib/content/schema'
import { suitsWho, type Who } from '@/lib/content/suits'
import { MS_PER_DAY } from '@/lib/core/days'
import { choose } from '@/lib/ranking/freshness'
import type { TokenKey } from '@/lib/ranking/schema'
import type { SaidPicture } from './cards'
import { contentPicture } from './content-picture'
import { weigh, type Decision, type UsedFact } from './decision'
import { usedFacts } from './facts'
import { withFreshness } from './fresh'
import { taughtBy, tokenWords } from './reasons'
import type { Shopper } from './schema'
import { today } from './shelf'

/** The places that content fills. */
export type ContentSlot = 'home.band' | 'home.tile-1' | 'home.tile-2' | 'category.edit'

/** A piece of content as a band or a tile shows it. */
export type ContentView = {
  slug: string
  title: string
  line: string
  link: { href: string; label: string }
  wide: SaidPicture
  tall: SaidPicture
}

/** How many exposures are cited at most for a piece that made place. */
const SHOWN_CITED = 4

/** What a full liking of one of its values adds to a piece's weight: as much as three pieces without one. */
const LIKING = 2

/** A piece with what speaks for it here. */
type Suited = { key: string; weight: number; content: Content; view: ContentView; liked: TokenKey | null }

/**
 * The piece of content that a place shows: of those that suit the shopper on this day and were not shown too often, the
 * weightiest, weighed by taste and by what earlier visits showed; never the one of the visit before while another suits.
 * Without personalisation it is chosen among those that are for everybody. Null where nothing suits: the place then keeps
 * what it has without content.
 * @param options `except`: what the page shows already; `fits`: what else a place asks of content; `scope`: what the page
 *   is about, where several pages have the slot.
 */
export function decideContent(
  shopper: Shopper,
  slot: ContentSlot,
  options: { except?: Iterable<string>; fits?: (content: Content) => boolean; scope?: string } = {},
): Decision<ContentView> | null {
  const { except = [], fits = () => true, scope } = options
  const place = scope === undefined ? slot : `${slot}:${scope}`
  const { say, fresh, personalised } = shopper
  const left = new Set(except)
  const day = today(shopper)
  const may = shopper.editorial.contents.filter((content) => !left.has(content.slug) && fits(content))
  const everybodys = choose(suitedOf(may.filter(isForEverybody), everybody(shopper, day), shopper), place, null)
  const own = personalised ? may.filter((content) => !isWornOut(content, shopper)) : []
  const who = { ...everybody(shopper, day), ...whoIs(shopper) }
  const suited = suitedOf(own, who, shopper, true)
  const chosen = personalised ? choose(suited, place, fresh) : everybodys
  if (!chosen) return null
  const decision: Decision<ContentView> = {
    slot,
    arm: chosen.content.kind,
    value: chosen.view,
    rule: say.t('rule.content'),
    reasons: [{ text: say.t('reason.content'), weight: 1 }],
    facts: [],
    personal: false,
    shown: { content: chosen.key, ...(scope === undefined ? {} : { scope }) },
  }
  if (chosen.key === everybodys?.key) return decision
  // Her taste is told only where without it another piece stood here.
  const plain = choose(suitedOf(own, who, shopper), place, fresh)
  const told = plain?.key === chosen.key ? { ...chosen, liked: null } : chosen
  return explained(decision, told, { place, everybodys: everybodys?.key ?? null }, shopper)
}

/** Tells why this one and not everybody's: by what she is and likes, and by what was shown before. */
function explained(
  decision: Decision<ContentView>,
  { content, liked }: Suited,
  { place, everybodys }: { place: string; everybodys: string | null },
  shopper: Shopper,
): Decision<ContentView> {
  const { say, standing, customer, catalogue, arrival, orders } = shopper
  const { t } = say
  const { tiers = [], arrivals = [], who = [] } = content.suits
  const told: { text: string; facts: UsedFact[] }[] = []
  const tier = standing?.tier
  if (tier && tiers.includes(tier.key)) {
    const { reached } = standing
    const text = t('fact.reached', { tier: tier.name })
    const facts = reached ? [{ id: reached.orderId ?? 'tier', text, at: reached.at }] : []
    told.push({ text: t('reason.tier', { tier: tier.name }), facts })
  }
  const source = arrivals.find((name) => name === arrival?.source)
  if (source === 'facebook' || source === 'instagram') {
    const from = t(`source.${source}`)
    const fact = { id: `visit:${shopper.visitId}`, text: t('fact.arrived', { source: from }), at: shopper.now }
    told.push({ text: t('reason.arrival', { source: from }), facts: [fact] })
  }
  const [order] = orders
  if (who.includes('client') && order && customer) {
    const [line] = order.lines
    const text = line && t('fact.bought', { piece: line.productName, colour: line.colourName })
    told.push({ text: t('reason.client'), facts: text ? [{ id: order.id, text, at: order.placedAt }] : [] })
  }
  if (liked) {
    told.push({
      text: tokenWords(liked, shopper),
      facts: usedFacts(taughtBy(liked, shopper), catalogue, say),
    })
  }
  const facts = told.flatMap((each) => each.facts)
  const reasons = weigh([...told.map(({ text }) => text), t('reason.content')])
  const own = { ...decision, reasons, facts, personal: facts.length > 0 }
  const shown = shownAlready(place, everybodys, shopper)
  return shown.length > 0 ? withFreshness(own, { share: 1, facts: shown }, shopper) : own
}

/** The exposures for which another piece stands here: of what this place showed last, and of what everybody is shown. */
function shownAlready(place: string, everybodys: string | null, { fresh, editorial, say }: Shopper): UsedFact[] {
  const titles = new Map(editorial.contents.map(({ slug, title }) => [slug, title]))
  const earlier = fresh?.earlier ?? []
  const last = earlier.find(({ slot }) => slot === place)
  const worn = earlier.filter(({ content }) => content !== null && content === everybodys)
  return [...new Set([...(last ? [last] : []), ...worn])].slice(0, SHOWN_CITED).flatMap(({ id, at, slot, content }) => {
    const title = content === null ? undefined : titles.get(content)
    if (title !== undefined) {
      const text = slot === place ? 'fact.shownContent' : 'fact.shownElsewhere'
      return [{ id, text: say.t(text, { title }), at }]
    }
    return slot === place ? [{ id, text: say.t('fact.shownBand'), at }] : []
  })
}

/** Who anybody is: no tier, no source, and where and when they ask. */
const everybody = ({ country }: Shopper, day: string): Who => ({
  ...{ tier: null, country, arrival: null, who: 'guest', day },
  month: Number(day.slice(5, 7)),
})

const whoIs = ({ standing, arrival, customer, orders }: Shopper): Pick<Who, 'tier' | 'arrival' | 'who'> => ({
  tier: standing?.tier?.key ?? null,
  arrival: arrival?.source ?? null,
  who: !customer ? 'guest' : orders.length > 0 ? 'client' : 'customer',
})

/** Whether content asks nothing about a person: "without a tier" asks it too. */
const isForEverybody = ({ suits: { tiers = [], arrivals = [], who = [] } }: Content): boolean =>
  tiers.length + arrivals.length + who.length === 0

/** Whether it was shown on as many earlier visits as it may be, in as many days. */
function isWornOut({ slug, cap }: Content, { impressions, fresh }: Shopper): boolean {
  if (!fresh) return false
  const from = fresh.begun.getTime() - cap.days * MS_PER_DAY
  const visits = impressions.filter(({ content, at }) => content === slug && at.getTime() >= from && at < fresh.begun)
  return new Set(visits.map(({ visitId }) => visitId)).size >= cap.visits
}

/** Those that suit somebody and have a picture, in the order of their names; weighed by taste where that may count. */
function suitedOf(contents: readonly Content[], who: Who, shopper: Shopper, byTaste = false): Suited[] {
  return contents.flatMap((content) => {
    const view = suitsWho(content, who) ? viewOf(content, shopper) : null
    if (!view) return []
    const liked = byTaste ? mostLiked(content, shopper) : null
    const weight = content.weight * (1 + LIKING * (liked?.score ?? 0))
    return [{ key: content.slug, weight, content, view, liked: liked?.token ?? null }]
  })
}

function mostLiked({ suits }: Content, { affinity }: Shopper): { token: TokenKey; score: number } | null {
  let most: { token: TokenKey; score: number } | null = null
  for (const token of suits.likes ?? []) {
    const score = affinity.scores.get(token) ?? 0
    if (score > (most?.score ?? 0)) most = { token, score }
  }
  return most
}

/** In finished strings; null where its picture has left the collection. */
function viewOf(content: Content, { catalogue }: Shopper): ContentView | null {
  const { slug, title, line, link } = content
  const picture = contentPicture(content, catalogue)
  if (!picture) return null
  const crops = 'piece' in picture ? { wide: picture.piece, tall: picture.piece } : picture
  return { slug, title, line, link: { href: contentHref(content), label: link }, ...crops }
}

/** Whether an edit has its place among the pieces of a category: it holds some of them, or any. */
export const isAboutCategory =
  (category: string) =>
  ({ kind, selects }: Content): boolean =>
    kind === 'edit' && (!selects?.categories?.length || selects.categories.includes(category))

/** Whether content shows another picture than the one that a page has at its head already. */
export const isPicturedOtherThan =
  (shown: EditorialName | null) =>
  ({ picture }: Content): boolean =>
    picture.from !== 'editorial' || picture.name !== shown

/** The row of one or two pieces below the shelves of home; none where none suits. */
export function decideTiles(
  shopper: Shopper,
  shown: Decision<{ content?: string }>,
  banner: EditorialName | null = null,
): Decision<ContentView>[] {
  const fits = isPicturedOtherThan(banner)
  const except = shown.value.content === undefined ? [] : [shown.value.content]
  const first = decideContent(shopper, 'home.tile-1', { except, fits })
  if (!first) return []
  const second = decideContent(shopper, 'home.tile-2', { except: [...except, first.value.slug], fits })
  return second ? [first, second] : [first]
}
