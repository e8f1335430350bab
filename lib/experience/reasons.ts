import type { Product } from '@/lib/catalog/schema'
import { isMessageKey } from '@/lib/core/messages'
import type { Fact } from '@/lib/events/schema'
import type { Ranked } from '@/lib/ranking/schema'
import type { Reason } from './decision'
import type { Shopper } from './schema'

/** How many reasons a panel lists. */
const REASONS_SHOWN = 4

/**
 * What moved a shelf, in words, strongest first: the parts of its pieces' scores, added up and brought to shares of 1.
 * Parts nobody would understand by themselves are gathered under the nearest word.
 */
export function reasonsOf(ranked: readonly Ranked[], shopper: Shopper): Reason[] {
  const byPart = new Map<string, number>()
  let total = 0
  for (const { parts } of ranked) {
    for (const { part, weight } of parts) {
      if (weight <= 0) continue
      byPart.set(part, (byPart.get(part) ?? 0) + weight)
      total += weight
    }
  }
  const byText = new Map<string, number>()
  for (const [part, weight] of byPart) {
    const text = partWords(part, shopper)
    byText.set(text, (byText.get(text) ?? 0) + weight)
  }
  return [...byText]
    .map(([text, weight]) => ({ text, weight: weight / total }))
    .sort((a, b) => b.weight - a.weight || a.text.localeCompare(b.text))
    .slice(0, REASONS_SHOWN)
}

function partWords(part: string, shopper: Shopper): string {
  const { say, catalogue } = shopper
  const { t } = say
  const [kind = '', ...rest] = part.split(':')
  const value = rest.join(':')
  const piece = () => catalogue.bySlug.get(value)?.name ?? value
  switch (kind) {
    case 'affinity':
      return tokenWords(value, shopper)
    case 'together':
      return t('reason.together', { piece: piece() })
    case 'similar':
      return t('reason.similar', { piece: piece() })
    case 'viewed-with':
      return t('reason.viewedWith', { piece: piece() })
    case 'neighbours':
      return t('reason.neighbours', { piece: piece() })
    case 'new':
      return t('reason.new')
    case 'rule':
      return ruleWords(value, shopper)
    case 'pair':
    case 'style':
      return t('reason.goesTogether')
    case 'closing':
      return t('reason.closing')
    default:
      return t('reason.trending')
  }
}

/** What a marketer noted of a rule; of one that is gone by now, only that there was one. */
export function ruleWords(id: string, { say: { t }, editorial }: Pick<Shopper, 'say' | 'editorial'>): string {
  const note = editorial.rules.find((rule) => rule.id === id)?.note
  return note ? t('reason.ruled', { note }) : t('reason.ruledBy')
}

/** A liking in words. It is "a house you return to" only for who did: one look is one look. */
export function tokenWords(token: string, { say: { t }, catalogue, affinity }: Shopper): string {
  const at = token.indexOf(':')
  const value = token.slice(at + 1)
  const dimension = token.slice(0, at)
  const again = (affinity.evidence.get(token)?.length ?? 0) > 1
  switch (dimension) {
    case 'house': {
      const house = catalogue.houses.find(({ slug }) => slug === value)?.name ?? value
      return t(again ? 'reason.house' : 'reason.houseOnce', { house })
    }
    case 'colour':
    case 'hue':
    case 'metal':
      return t(again ? 'reason.colour' : 'reason.colourOnce', { colour: capital(value) })
    case 'category': {
      const category = catalogue.categories.find(({ slug }) => slug === value)?.name ?? capital(value)
      return t('reason.category', { category })
    }
    case 'price':
      return t('reason.price')
    default: {
      // "Floor" needs its noun, "silk satin" doesn't.
      const own = `reason.attribute.${dimension}`
      return t(isMessageKey(own) ? own : 'reason.attribute', { value: capital(value) })
    }
  }
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/** The behaviours that taught what moved these pieces: only they are named as "the facts it used". */
export function evidenceOf(ranked: readonly Ranked[], shopper: Shopper): Fact[] {
  const tokens = new Set<string>()
  const met = new Set<string>()
  for (const { parts } of ranked) {
    for (const { part, weight } of parts) {
      if (weight > 0 && part.startsWith('affinity:')) tokens.add(part.slice('affinity:'.length))
      if (weight > 0 && part.startsWith('neighbours:')) met.add(part.slice('neighbours:'.length))
    }
  }
  const visited = shopper.facts.filter(
    ({ visitId, product, kind }) =>
      visitId === shopper.visitId && product !== null && met.has(product) && (kind === 'view' || kind === 'cart-add'),
  )
  return [...new Set([...[...tokens].flatMap((token) => shopper.affinity.evidence.get(token) ?? []), ...visited])]
}

/** The kind of a piece in a sentence: "gown", "pair", "ring". By its subcategory where that has a word, else its category. */
export function kindOf(product: Product, { say }: Pick<Shopper, 'say'>): string {
  const keys = [`kind.${product.subcategory}`, `kind.${product.category}`].filter(isMessageKey)
  return say.t(keys[0] ?? 'kind.piece')
}
