import { slugOf } from '@/lib/catalog/facet-values'
import { EDITORIAL_NAMES } from '@/lib/catalog/pictures'
import { isSlug } from '@/lib/catalog/sku'
import {
  CONTENT_KINDS,
  contentSchema,
  MOST_CAPPED,
  type ContentDefinition,
  type ContentKind,
} from '@/lib/content/schema'
import { isMisnamed, placeholdersOf, tiersNamedIn } from '@/lib/content/words'
import { fail, ok, type Result } from '@/lib/core/result'
import { isDay } from '../days'
import type { Shop } from '../shop'
import { selectionIn } from './selection'
import { suitsIn } from './suits'
import type { ContentField, ContentTyped } from './typed'

export type ContentErrors = Partial<Record<ContentField, string>>
export type ParsedContent = { slug: string; kind: ContentKind; definition: ContentDefinition }

/** Addresses that the studio's own pages have. */
const RESERVED = new Set(['new'])

const LONGEST = { title: 80, line: 160, link: 40 } as const

/** Paragraphs of a text: an empty line stands between two, and a single line break is a space. */
export const paragraphsIn = (text: string): string[] =>
  text
    .replace(/\r\n?/g, '\n')
    .split(/\n[^\S\n]*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')

/** What is wrong with the texts: too long, empty, or with braces that nothing fills in. */
function textErrors(typed: ContentTyped, body: readonly string[], { programme, say }: Shop): ContentErrors {
  const { t, list } = say
  const errors: ContentErrors = {}
  for (const field of ['title', 'line', 'link'] as const) {
    const text = typed[field].trim()
    const label = t(`studio.content.${field}`)
    if (text === '' || text.length > LONGEST[field])
      errors[field] = t('studio.content.wrong.text', { field: label, most: LONGEST[field] })
    else if (/[{}]/.test(text)) errors[field] = t('studio.content.wrong.onlyBody', { field: label })
  }
  const [tier] = programme.tiers
  const unknown = tiersNamedIn(body).find((key) => !programme.tiers.some((each) => each.key === key))
  if (body.length > 12 || body.some((text) => text.length > 1200)) errors.body = t('studio.content.wrong.body')
  else if (body.some(isMisnamed))
    errors.body = t('studio.content.wrong.brace', { filled: list(placeholdersOf(tier?.key ?? '')) })
  else if (unknown !== undefined) {
    const tiers = list(programme.tiers.map(({ key }) => key))
    errors.body = t('studio.content.wrong.tierNamed', { tier: unknown, tiers })
  }
  return errors
}

function turnErrors(typed: ContentTyped, { today, say }: Shop): ContentErrors {
  const { t } = say
  const errors: ContentErrors = {}
  for (const field of ['from', 'until'] as const) {
    if (typed[field] !== '' && !isDay(typed[field]))
      errors[field] = t('studio.wrong.day', { field: t(`studio.field.${field}`), day: today })
  }
  if (!errors.from && !errors.until && typed.from !== '' && typed.until !== '' && typed.until < typed.from)
    errors.until = t('studio.wrong.order')
  if (!(numberIn(typed.weight) >= 0.1 && numberIn(typed.weight) <= 10)) errors.weight = t('studio.content.wrong.weight')
  for (const field of ['visits', 'days'] as const) {
    const most = MOST_CAPPED[field]
    if (!isWhole(typed[field], most)) errors[field] = t('studio.content.wrong.cap', { most })
  }
  return errors
}

const numberIn = (text: string): number =>
  /^\d{1,3}(?:[.,]\d{1,4})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : NaN
const isWhole = (text: string, most: number): boolean =>
  /^\d{1,3}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most

function pictureIn(typed: string, { catalogue }: Shop): ContentDefinition['picture'] | null {
  const name = EDITORIAL_NAMES.find((each) => typed === `editorial:${each}`)
  if (name) return { from: 'editorial', name }
  const product = typed.startsWith('product:') ? typed.slice('product:'.length) : ''
  return catalogue.bySlug.has(product) ? { from: 'product', product } : null
}

/**
 * The content that a form states, or for each field at fault what to do about it.
 * @param known what is there already, for a form that changes it: its address and kind stay, and what it chose stays
 * choosable although no piece has it any more.
 */
export function parseContent(
  typed: ContentTyped,
  shop: Shop,
  known: { slug: string; kind: ContentKind; definition: ContentDefinition } | null,
): Result<ParsedContent, ContentErrors> {
  const { t } = shop.say
  const body = paragraphsIn(typed.body)
  const kind = known?.kind ?? CONTENT_KINDS.find((each) => each === typed.kind)
  const slug = known?.slug ?? (typed.slug.trim() || slugOf(typed.title).slice(0, 80).replace(/-+$/, ''))
  const picture = pictureIn(typed.picture, shop)
  const selection = selectionIn(typed, shop, known?.definition.selects ?? null)
  const suits = suitsIn(typed, shop, known?.definition.suits ?? {})
  const errors: ContentErrors = {
    ...(kind ? {} : { kind: t('studio.content.wrong.kind') }),
    ...textErrors(typed, body, shop),
    ...(slug === '' || (isSlug(slug) && !RESERVED.has(slug)) ? {} : { slug: t('studio.content.wrong.address') }),
    ...(picture ? {} : { picture: t('studio.content.wrong.picture') }),
    ...(selection.ok ? {} : selection.fault),
    ...(suits.ok ? {} : suits.fault),
    ...turnErrors(typed, shop),
  }
  if (slug === '' && !errors.title) errors.slug = t('studio.content.wrong.address')
  if (Object.keys(errors).length > 0 || !kind || !selection.ok || !suits.ok) return fail(errors)
  const parsed = contentSchema.safeParse({
    title: typed.title,
    line: typed.line,
    body,
    picture,
    link: typed.link,
    selects: selection.value,
    suits: suits.value,
    from: typed.from === '' ? null : typed.from,
    until: typed.until === '' ? null : typed.until,
    weight: numberIn(typed.weight),
    cap: { visits: Number(typed.visits), days: Number(typed.days) },
  })
  // The schema says the same as the checks above; what it alone refuses is told at the title.
  if (!parsed.success) return fail({ title: t('studio.content.wrong.title') })
  return ok({ slug, kind, definition: parsed.data })
}
