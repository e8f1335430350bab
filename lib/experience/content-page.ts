import { chosenColour } from '@/lib/catalog/facets'
import { meantColours, namedFirst, piecesOf } from '@/lib/content/pieces'
import type { Content } from '@/lib/content/schema'
import { filledIn } from '@/lib/content/words'
import { rankCategory } from '@/lib/ranking/blend'
import type { Projections } from '@/lib/ranking/projections'
import { LOCALES } from '@/lib/shopper/language'
import { tierSentence } from './benefits'
import { cardOf, type Card } from './cards'
import type { Decision } from './decision'
import { sayIn } from './say'
import type { Shopper } from './schema'
import { anybodysContext, SHELF_PIECES } from './shelf'

/**
 * The paragraphs of a piece of content, with the programme's own names, amounts and benefits where they leave them to it:
 * in English, as the house wrote the rest of the sentence, whatever the page speaks.
 */
export function paragraphsOf({ body }: Content, { programme }: Pick<Shopper, 'programme'>): string[] {
  const say = sayIn(LOCALES.en, programme.currency, programme.timeZone)
  return filledIn(body, (placeholder, key) => {
    const tier = programme.tiers.find((each) => each.key === key)
    if (!tier) return null
    if (placeholder === 'tier') return tier.name
    if (placeholder === 'amount') return tier.threshold > 0 ? say.money(tier.threshold) : null
    return tierSentence(tier, { say, programme })
  })
}

/** That a page of content was shown: the same to everybody, so there is nothing to explain. */
export function contentShown({ slug, kind, title }: Content): Decision<null> {
  const nobodys = { reasons: [], facts: [], personal: false }
  return { slot: `${kind}.page`, arm: kind, value: null, rule: title, ...nobodys, shown: { content: slug } }
}

/**
 * The pieces of a promotion or a story on its own page: those that it names, then the others in everybody's order. What
 * it shows is part of what it says, so nothing of it is anybody's in particular.
 */
export function storyCards({ selects }: Content, shopper: Shopper, projections: Projections): Card[] {
  const pieces = piecesOf(selects, shopper.catalogue.products)
  const meant = meantColours(selects, pieces)
  const everybodys = rankCategory(anybodysContext(shopper, projections), pieces)
  return namedFirst(
    selects,
    everybodys.map(({ product }) => product).filter(({ inStock }) => inStock),
  )
    .slice(0, SHELF_PIECES)
    .map((product) => cardOf(product, chosenColour(product, meant), shopper.say))
}
