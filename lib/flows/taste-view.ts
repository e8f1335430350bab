import { COLOUR_FAMILIES, colourFamilyOf } from '@/lib/catalog/facet-tables'
import { isMessageKey } from '@/lib/core/messages'
import type { EventKind, Fact } from '@/lib/events/schema'
import type { Shopper } from '@/lib/experience/schema'
import { sizeWords } from '@/lib/experience/sizes'
import { sizeSaid } from './contribute-view'
import { sizeField } from './taste'
import type { Vocabulary } from './taste-queries'

/** How many learned likings are told, how many of one kind, and from which score on. */
const TOLD = 8
const TOLD_OF_KIND = 2
const LEAST = 0.05

/** What a liking is not told by, unless it was named: too weak, or said better by another. */
const SILENT: ReadonlySet<string> = new Set(['price', 'pattern', 'occasion', 'hue', 'subcategory'])

/** Facts that name a liking in words: "red" is told as red, whatever else looks would call it. */
const NAMING: ReadonlySet<EventKind> = new Set<EventKind>(['search', 'prefer'])

/** Deeds that are told beside a liking, the weightiest first: every kind of fact that teaches. Each has its message. */
export const DEEDS = [
  'follow',
  'purchase',
  'return',
  'prefer',
  'rate',
  'cart-add',
  'cart-remove',
  'wish',
  'like',
  'dislike',
  'dwell',
  'view',
  'house-view',
  'click',
  'category-view',
  'search',
] as const satisfies EventKind[]

/** Something learned: "Corvane", and from what: "1 piece bought and 4 pieces viewed". */
export type Learned = { key: string; title: string; from: string }

/**
 * What the shop has learned of this shopper, the strongest first, each with the facts behind it. Empty only where there
 * is no liking at all: where each is faint, the strongest are told all the same.
 */
export function learnedOf(shopper: Shopper): Learned[] {
  const strongest = [...shopper.affinity.scores]
    .filter(([, score]) => score > 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  const clear = toldOf(
    strongest.flatMap(([key, score]) => (score < LEAST ? [] : [key])),
    shopper,
  )
  return clear.length > 0
    ? clear
    : toldOf(
        strongest.map(([key]) => key),
        shopper,
      )
}

/** Of these likings, the strongest first, those that are told, in words. */
function toldOf(keys: readonly string[], shopper: Shopper): Learned[] {
  const found: Learned[] = []
  const kinds = new Map<string, number>()
  for (const key of keys) {
    if (found.length === TOLD) break
    const dimension = key.slice(0, key.indexOf(':'))
    const told = kinds.get(dimension) ?? 0
    const facts = shopper.affinity.evidence.get(key) ?? []
    if (told >= TOLD_OF_KIND || (SILENT.has(dimension) && !facts.some(({ kind }) => NAMING.has(kind)))) continue
    const title = titleOf(dimension, key.slice(dimension.length + 1), shopper)
    const from = deedsOf(facts, shopper)
    // Gold as a metal and as a colour is one word.
    if (!from || found.some((known) => known.title === title)) continue
    kinds.set(dimension, told + 1)
    found.push({ key, title, from })
  }
  return found
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

function titleOf(dimension: string, value: string, { catalogue, say: { t } }: Shopper): string {
  switch (dimension) {
    case 'house':
      return catalogue.houses.find(({ slug }) => slug === value)?.name ?? capital(value)
    case 'category':
      return catalogue.categories.find(({ slug }) => slug === value)?.name ?? capital(value)
    case 'colour':
    case 'metal': {
      const ways = catalogue.products.flatMap(({ colourways }) => colourways)
      return ways.find(({ slug }) => slug === value)?.name ?? capital(value)
    }
    default: {
      const own = `taste.of.${dimension}`
      return isMessageKey(own) ? t(own, { value: capital(value) }) : capital(value)
    }
  }
}

/** "2 pieces bought and 4 pieces viewed"; null without facts. A piece counts once for each deed. */
function deedsOf(facts: readonly Fact[], { say: { t, list } }: Shopper): string | null {
  const told = DEEDS.flatMap((kind) => {
    const about = new Set(facts.filter((fact) => fact.kind === kind).map(({ id, product }) => product ?? id))
    return about.size > 0 ? [t(`taste.deed.${kind}`, { count: about.size })] : []
  })
  return told.length > 0 ? list(told) : null
}

/** Something that a shopper said, and the button that takes it back. */
export type SaidThing = {
  text: string
  href?: string
  drop: { fields: Record<string, string>; id: string; name: string }
}

/** All that a shopper said and can take back here, in words: sizes, colours, styles, houses, likes and dislikes. */
export function saidThings(shopper: Shopper): SaidThing[] {
  const { say, catalogue, contributions } = shopper
  const { t } = say
  const dropping = (fields: Record<string, string>, name: string) => ({
    fields: { ...fields, place: 'account.taste' },
    id: `drop-${Object.values(fields)
      .join('-')
      .replace(/[^a-z0-9]+/g, '-')}`,
    name: t('taste.dropName', { thing: name }),
  })
  const thing = (text: string, fields: Record<string, string>, href?: string): SaidThing => ({
    ...{ text, drop: dropping(fields, text) },
    ...(href ? { href } : {}),
  })
  const preferences = contributions.preferences.map((value) => {
    const fields = { kind: 'unprefer', value }
    const [what = '', name = '', size] = value.split(':')
    if (what === 'size' && size !== undefined) {
      const category = catalogue.categories.find(({ slug }) => slug === name)?.name ?? name
      return thing(t('taste.size', { category, size: sizeWords({ category: name }, size, say) }), fields)
    }
    if (what === 'colour') return thing(t('taste.colour', { colour: familyWords(name, shopper) }), fields)
    return thing(t('taste.style', { style: capital(name) }), fields)
  })
  const houses = contributions.follows.map((slug) => {
    const house = catalogue.houses.find((one) => one.slug === slug)?.name ?? slug
    return thing(t('taste.house', { house }), { kind: 'unfollow', house: slug }, `/houses/${slug}`)
  })
  const opinions = (['liked', 'disliked'] as const).flatMap((opinion) =>
    [...contributions[opinion]].map((product) => {
      const known = catalogue.bySlug.get(product)
      const text = t(`taste.${opinion}`, { piece: known?.name ?? product })
      return thing(text, { kind: 'unlike', product }, known && `/p/${product}`)
    }),
  )
  return [...preferences, ...houses, ...opinions]
}

const familyWords = (family: string, { say: { t } }: Pick<Shopper, 'say'>) => {
  const key = `facet.colour.${family}`
  return isMessageKey(key) ? t(key) : capital(family)
}

/** The form of "Your taste": what can be said, and what was. Colours are those that the collection has. */
export function tasteForm(shopper: Shopper, { sizes, styles }: Vocabulary) {
  const { say, catalogue, contributions } = shopper
  const { t } = say
  const held = new Set(contributions.preferences)
  const made = new Set(
    catalogue.products.flatMap(({ colourways }) => colourways.map(({ slug }) => colourFamilyOf(slug))),
  )
  const choice = (kind: 'colour' | 'style', value: string, label: string) => ({
    value,
    label,
    checked: held.has(`${kind}:${value}`),
  })
  return {
    sizes: catalogue.categories
      .filter(({ slug }) => sizes.has(slug))
      .map(({ slug, name }) => ({
        name: sizeField(slug),
        label: name,
        chosen: sizeSaid(shopper, slug) ?? '',
        options: [
          { value: '', label: t('taste.form.noSize') },
          ...(sizes.get(slug) ?? []).map((size) => ({ value: size, label: sizeWords({ category: slug }, size, say) })),
        ],
      })),
    colours: COLOUR_FAMILIES.filter(
      (family) => (made.has(family) && family !== 'other') || held.has(`colour:${family}`),
    ).map((family) => choice('colour', family, familyWords(family, shopper))),
    styles: styles.map((style) => choice('style', style, capital(style))),
    words: {
      sizes: t('taste.form.sizes'),
      sizesHint: t('taste.form.sizesHint'),
      colours: t('taste.form.colours'),
      styles: t('taste.form.styles'),
      submit: t('taste.form.submit'),
      status: t('taste.count', { count: saidThings(shopper).length }),
    },
  }
}
