import type { Catalogue } from '@/lib/catalog/schema'
import type { Fact } from '@/lib/events/schema'
import type { UsedFact } from './decision'
import type { Say } from './say'

/** How many facts a panel lists: the newest ones of those a decision used. */
const FACTS_SHOWN = 6

/** A behaviour in words ("Viewed Rapace gown, Scarlet"); null for kinds and pieces that cannot be named. */
export function factWords(fact: Fact, catalogue: Catalogue, say: Say): string | null {
  const { t } = say
  const product = fact.product ? catalogue.bySlug.get(fact.product) : undefined
  if (fact.kind === 'search') return fact.query ? t('fact.searched', { query: fact.query }) : null
  if (fact.kind === 'category-view') {
    const category = catalogue.categories.find(({ slug }) => slug === fact.category)
    return category ? t('fact.viewedCategory', { category: category.name }) : null
  }
  if (fact.kind === 'house-view' || fact.kind === 'follow') {
    const house = catalogue.houses.find(({ slug }) => slug === fact.house)
    return house ? t(fact.kind === 'follow' ? 'fact.followed' : 'fact.viewedHouse', { house: house.name }) : null
  }
  if (fact.kind === 'prefer') return preferenceWords(fact.value ?? '', catalogue, say)
  if (!product) return null
  const piece = product.name
  const colour = product.colourways.find((way) => way.slug === fact.colour)?.name
  switch (fact.kind) {
    case 'view':
      return colour ? t('fact.viewedColour', { piece, colour }) : t('fact.viewed', { piece })
    case 'purchase':
      return t('fact.bought', { piece, colour: colour ?? product.house.name })
    case 'return':
      return t('fact.returned', { piece })
    case 'cart-add':
      return t('fact.carted', { piece })
    case 'cart-remove':
      return t('fact.removed', { piece })
    case 'dwell':
      return fact.quantity ? t('fact.stayed', { piece, count: fact.quantity }) : t('fact.viewed', { piece })
    case 'click':
      return t('fact.clicked', { piece })
    case 'wish':
      return t('fact.wished', { piece })
    case 'like':
      return t('fact.liked', { piece })
    case 'dislike':
      return t('fact.disliked', { piece })
    case 'rate':
      return fact.value ? t('fact.rated', { piece, stars: fact.value }) : null
    default:
      return null
  }
}

/** "size:dresses:4", "colour:red", "house:corvane" as somebody would say it; null where it says nothing. */
function preferenceWords(value: string, catalogue: Catalogue, { t }: Say): string | null {
  const [dimension = '', ...rest] = value.split(':')
  const said = rest.at(-1)
  if (!said) return null
  if (dimension === 'size') {
    const category = catalogue.categories.find(({ slug }) => slug === rest[0])
    return category ? t('fact.preferredSize', { size: said, category: category.name.toLowerCase() }) : null
  }
  const house = dimension === 'house' ? catalogue.houses.find(({ slug }) => slug === said)?.name : undefined
  return t('fact.preferred', { value: house ?? said })
}

/** The facts behind a decision, newest first, each once, in words. */
export function usedFacts(facts: readonly Fact[], catalogue: Catalogue, say: Say): UsedFact[] {
  const once = [...new Map(facts.map((fact) => [fact.id, fact])).values()]
  once.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? -1 : 1))
  const used: UsedFact[] = []
  // A decision can rest on hundreds of facts: only those that are told are put into words.
  for (const fact of once) {
    if (used.length === FACTS_SHOWN) break
    const text = factWords(fact, catalogue, say)
    if (text) used.push({ id: fact.id, text, at: fact.at })
  }
  return used
}
