import type { Content, Selects } from '@/lib/content/schema'
import { MINOR_PER_UNIT } from '@/lib/core/money'

/** The fields of the form that hold a text, in the order of the page. */
export const TEXT_FIELDS = [
  'kind',
  'title',
  'slug',
  'line',
  'link',
  'body',
  'picture',
  'priceFrom',
  'priceTo',
  'products',
  'arrivals',
  'countries',
  'likes',
  'from',
  'until',
  'weight',
  'visits',
  'days',
] as const
/** The fields of which several can be chosen. */
export const CHOICE_FIELDS = ['select', 'tiers', 'who', 'months'] as const
export type TextField = (typeof TEXT_FIELDS)[number]
export type ChoiceField = (typeof CHOICE_FIELDS)[number]
export type ContentField = TextField | ChoiceField

/** What was typed and chosen, as the form holds it. */
export type ContentTyped = Readonly<Record<TextField, string> & Record<ChoiceField, readonly string[]>>

const LONGEST = 20_000
const MOST_CHOSEN = 500

/** What a sent form holds: texts only, no longer and no more than anything that can be right. */
export function typedIn(form: FormData): ContentTyped {
  const texts = (name: string) => form.getAll(name).filter((value) => typeof value === 'string')
  return Object.fromEntries([
    ...TEXT_FIELDS.map((name) => [name, (texts(name)[0] ?? '').slice(0, LONGEST)]),
    ...CHOICE_FIELDS.map((name) => [name, texts(name).slice(0, MOST_CHOSEN)]),
  ]) as ContentTyped // every field of both lists, by its name
}

/** What a selection chose, as the form offers it: "house:corvane", "fabric:velvet". */
export function tokensOf(selects: Selects | null): string[] {
  const { categories = [], houses = [], styles = [], attributes = {} } = selects ?? {}
  return [
    ...categories.map((value) => `category:${value}`),
    ...houses.map((value) => `house:${value}`),
    ...styles.map((value) => `style:${value}`),
    ...Object.entries(attributes).flatMap(([dimension, values]) => values.map((value) => `${dimension}:${value}`)),
  ]
}

/** The selection that chosen tokens make, without price and pieces by name. */
export function selectsOf(tokens: readonly string[]): Selects {
  const attributes: Record<string, string[]> = {}
  for (const token of tokens) {
    const at = token.indexOf(':')
    const dimension = token.slice(0, at)
    attributes[dimension] = [...(attributes[dimension] ?? []), token.slice(at + 1)]
  }
  const { category, house, style, ...others } = attributes
  return {
    ...(category ? { categories: category } : {}),
    ...(house ? { houses: house } : {}),
    ...(style ? { styles: style } : {}),
    ...(Object.keys(others).length > 0 ? { attributes: others } : {}),
  }
}

const amount = (minor: number | null | undefined): string =>
  typeof minor === 'number' ? (minor / MINOR_PER_UNIT).toFixed(2) : ''

/** Content as the form shows it. */
export function typedOf(content: Content): ContentTyped {
  const { selects, suits, picture, cap } = content
  return {
    kind: content.kind,
    title: content.title,
    slug: content.slug,
    line: content.line,
    link: content.link,
    body: content.body.join('\n\n'),
    picture: picture.from === 'editorial' ? `editorial:${picture.name}` : `product:${picture.product}`,
    select: tokensOf(selects),
    priceFrom: amount(selects?.price?.from),
    priceTo: amount(selects?.price?.to),
    products: (selects?.products ?? []).join('\n'),
    tiers: suits.tiers ?? [],
    who: suits.who ?? [],
    months: (suits.months ?? []).map(String),
    arrivals: (suits.arrivals ?? []).join(', '),
    countries: (suits.countries ?? []).join(', '),
    likes: (suits.likes ?? []).join(', '),
    from: content.from ?? '',
    until: content.until ?? '',
    weight: String(content.weight),
    visits: String(cap.visits),
    days: String(cap.days),
  }
}

/** What new content begins with. */
export const NEW_CONTENT: ContentTyped = {
  ...{ kind: 'edit', title: '', slug: '', line: '', link: '', body: '', picture: '' },
  ...{ select: [], priceFrom: '', priceTo: '', products: '' },
  ...{ tiers: [], who: [], months: [], arrivals: '', countries: '', likes: '' },
  ...{ from: '', until: '', weight: '1', visits: '3', days: '14' },
}
