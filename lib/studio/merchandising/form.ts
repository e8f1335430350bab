import { merchandisingRuleSchema, type MerchandisingDefinition } from '@/lib/catalog/merchandising'
import type { Product } from '@/lib/catalog/schema'
import { fail, ok, type Result } from '@/lib/core/result'
import { catalogueIndex } from '@/lib/ranking/tokens'
import { isDay } from '../days'
import type { Shop } from '../shop'

/** The fields of the form, in the order of the page. */
export const RULE_FIELDS = ['kind', 'what', 'where', 'place', 'factor', 'from', 'until', 'note'] as const
export type RuleField = (typeof RULE_FIELDS)[number]
export type RuleTyped = Readonly<Record<RuleField, string>>
export type RuleErrors = Partial<Record<RuleField, string>>

/** In a select, what stands for every category: an empty value is "not chosen yet". */
export const EVERYWHERE = '*'

/** What was typed, from whatever came: texts only, and no longer than anything that can be right. */
export function typedRule(valueOf: (field: RuleField) => unknown): RuleTyped {
  const text = (field: RuleField) => {
    const value = valueOf(field)
    return typeof value === 'string' ? value.slice(0, 200).trim() : ''
  }
  return Object.fromEntries(RULE_FIELDS.map((field) => [field, text(field)])) as RuleTyped // every field, by its name
}

/** Whether a piece is what a target means; an attribute of a colourway counts whichever is shown. */
export function isMeant({ target }: Pick<MerchandisingDefinition, 'target'>, piece: Product, shop: Shop): boolean {
  if (target.by === 'product') return target.product === piece.slug
  if (target.by === 'house') return target.house === piece.house.slug
  const { entries, keys } = catalogueIndex(shop.catalogue.bySlug)
  const entry = entries.get(piece.slug)
  if (!entry) return false
  const ids = [entry.tokens, entry.category, ...entry.colours.values()].flatMap((tokens) => tokens.ids)
  return ids.some((id) => keys[id] === target.token)
}

function targetOf(what: string, { catalogue }: Shop): MerchandisingDefinition['target'] | null {
  const at = what.indexOf(':')
  const value = what.slice(at + 1)
  switch (what.slice(0, at)) {
    case 'product':
      return catalogue.bySlug.has(value) ? { by: 'product', product: value } : null
    case 'house':
      return catalogue.houses.some(({ slug }) => slug === value) ? { by: 'house', house: value } : null
    case 'attribute':
      return catalogueIndex(catalogue.bySlug).keys.includes(value) ? { by: 'attribute', token: value } : null
    default:
      return null
  }
}

const NUMBER = /^\d{1,3}(?:[.,]\d{1,4})?$/

/**
 * The rule that a form states, or for each field at fault what to do about it. Place and factor are read only where the
 * kind of rule has them. A rule that could never touch a piece is refused: it would look as if it were in force.
 */
export function parseRule(typed: RuleTyped, shop: Shop): Result<MerchandisingDefinition, RuleErrors> {
  const { catalogue, today, say } = shop
  const { t } = say
  const errors: RuleErrors = {}
  const kind = (['pin', 'boost', 'bury', 'exclude'] as const).find((each) => each === typed.kind)
  const target = targetOf(typed.what, shop)
  const category = catalogue.categories.find(({ slug }) => slug === typed.where)
  if (!kind) errors.kind = t('studio.rule.wrong.kind')
  if (!target) errors.what = t('studio.rule.wrong.what')
  else if (kind === 'pin' && target.by !== 'product') errors.what = t('studio.rule.wrong.pin')
  if (!category && typed.where !== EVERYWHERE) errors.where = t('studio.rule.wrong.where')
  else if (target && category) {
    const there = catalogue.products.filter((piece) => piece.category === category.slug)
    if (!there.some((piece) => isMeant({ target }, piece, shop)))
      errors.where = t('studio.rule.wrong.nothing', { category: category.name })
  }
  const place = /^\d{1,2}$/.test(typed.place) ? Number(typed.place) : NaN
  if (kind === 'pin' && !(place >= 1 && place <= 12)) errors.place = t('studio.rule.wrong.place')
  const factor = NUMBER.test(typed.factor) ? Number(typed.factor.replace(',', '.')) : NaN
  if (kind === 'boost' && !(factor > 1 && factor <= 5)) errors.factor = t('studio.rule.wrong.boost')
  if (kind === 'bury' && !(factor >= 0 && factor < 1)) errors.factor = t('studio.rule.wrong.bury')
  const noDay = (field: 'from' | 'until') => t('studio.wrong.day', { field: t(`studio.field.${field}`), day: today })
  if (!isDay(typed.from)) errors.from = noDay('from')
  if (typed.until !== '') {
    if (!isDay(typed.until)) errors.until = noDay('until')
    else if (typed.until < typed.from) errors.until = t('studio.wrong.order')
    else if (typed.until < today) errors.until = t('studio.wrong.over', { day: today })
  }
  if (typed.note === '' || typed.note.length > 120) errors.note = t('studio.rule.wrong.note')
  if (Object.keys(errors).length > 0) return fail(errors)
  const parsed = merchandisingRuleSchema.safeParse({
    kind,
    target,
    category: category?.slug ?? null,
    from: typed.from,
    until: typed.until === '' ? null : typed.until,
    place: kind === 'pin' ? place : null,
    factor: kind === 'boost' || kind === 'bury' ? factor : null,
    note: typed.note,
  })
  // The schema says the same as the checks above; what it alone refuses has no field of its own.
  return parsed.success ? ok(parsed.data) : fail({ what: t('studio.rule.wrong.what') })
}
