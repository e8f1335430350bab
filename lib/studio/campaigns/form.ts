import type { Result } from '@/lib/core/result'
import { fail, ok } from '@/lib/core/result'
import { NO_TIER } from '@/lib/messages/campaigns/plan'
import { campaignSchema, type CampaignDefinition } from '@/lib/messages/schema'
import { MESSAGE_KINDS } from '@/lib/shopper/letters'
import { SEGMENTS } from '@/lib/value/schema'
import type { Shop } from '../shop'

/** The fields of the form that hold a text, in the order of the page. */
export const TEXT_FIELDS = [
  ...(['name', 'kind', 'bandFrom', 'bandUntil', 'atRisk', 'control'] as const),
  ...(['subject', 'headline', 'text', 'subjectPl', 'headlinePl', 'textPl', 'pieces', 'path'] as const),
] as const
/** Those of which several can be chosen. */
export const CHOICE_FIELDS = ['tiers', 'segments'] as const
type TextField = (typeof TEXT_FIELDS)[number]
type ChoiceField = (typeof CHOICE_FIELDS)[number]
export type CampaignField = TextField | ChoiceField

export type CampaignTyped = Readonly<Record<TextField, string> & Record<ChoiceField, readonly string[]>>
export type CampaignErrors = Partial<Record<CampaignField, string>>
export type ParsedCampaign = { name: string; definition: CampaignDefinition }

const LONGEST = 4_000
const MOST_CHOSEN = 40

/** What a sent form holds: texts only, no longer and no more than anything that can be right. */
export function typedIn(form: FormData): CampaignTyped {
  const texts = (name: string) => form.getAll(name).filter((value) => typeof value === 'string')
  return Object.fromEntries([
    ...TEXT_FIELDS.map((name) => [name, (texts(name)[0] ?? '').slice(0, LONGEST).toWellFormed()]),
    ...CHOICE_FIELDS.map((name) => [name, texts(name).slice(0, MOST_CHOSEN)]),
  ]) as CampaignTyped // every field of both lists, by its name
}

/** A campaign as the form shows it. */
export function typedOf({ name, definition }: ParsedCampaign): CampaignTyped {
  const { kind, audience, words, pieces, path, control } = definition
  const { band, atRisk } = audience
  return {
    ...{ name, kind, path, tiers: audience.tiers, segments: audience.segments, pieces: pieces.join('\n') },
    ...{ bandFrom: band ? String(band.from) : '', bandUntil: band ? String(band.until) : '' },
    ...{ atRisk: atRisk === null ? '' : atRisk ? 'yes' : 'no', control: String(Math.round(control * 1000) / 10) },
    ...{ subject: words.en.subject, headline: words.en.headline, text: words.en.text },
    ...{ subjectPl: words.pl?.subject ?? '', headlinePl: words.pl?.headline ?? '', textPl: words.pl?.text ?? '' },
  }
}

/** What a new campaign begins with: a tenth is left out, so that it can be measured. */
export const NEW_CAMPAIGN: CampaignTyped = {
  ...{ name: '', kind: 'news', path: '/', tiers: [], segments: [], pieces: '', bandFrom: '', bandUntil: '' },
  ...{ atRisk: '', control: '10', subject: '', headline: '', text: '', subjectPl: '', headlinePl: '', textPl: '' },
}

const numberIn = (text: string): number =>
  /^\d{1,3}(?:[.,]\d{1,2})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : NaN

const MOST = { name: 80, subject: 120, headline: 120, text: 1_200 } as const
const POLISH = ['subjectPl', 'headlinePl', 'textPl'] as const

/** What is wrong with the words: missing, too long, or Polish by halves. */
function wordErrors(typed: CampaignTyped, { say }: Shop): CampaignErrors {
  const { t, number } = say
  const errors: CampaignErrors = {}
  const most = (field: keyof typeof MOST) => t('outbox.wrong.text', { most: number(MOST[field]) })
  for (const field of ['name', 'subject', 'headline', 'text'] as const) {
    const length = typed[field].trim().length
    if (length === 0 || length > MOST[field]) errors[field] = most(field)
  }
  if (POLISH.every((field) => typed[field].trim() === '')) return errors
  for (const [field, like] of [
    ['subjectPl', 'subject'],
    ['headlinePl', 'headline'],
    ['textPl', 'text'],
  ] as const) {
    const length = typed[field].trim().length
    if (length === 0) errors[field] = t('outbox.wrong.halfPolish')
    else if (length > MOST[like]) errors[field] = most(like)
  }
  return errors
}

function audienceErrors(typed: CampaignTyped, { programme, say }: Shop): CampaignErrors {
  const { t } = say
  const errors: CampaignErrors = {}
  const known = [NO_TIER, ...programme.tiers.map(({ key }) => key)]
  if (typed.tiers.some((key) => !known.includes(key))) errors.tiers = t('outbox.wrong.tiers')
  if (typed.segments.some((segment) => !SEGMENTS.some((each) => each === segment)))
    errors.segments = t('outbox.wrong.segments')
  const isSaid = [typed.bandFrom, typed.bandUntil].map((text) => text.trim() !== '')
  const [from, until] = [numberIn(typed.bandFrom), numberIn(typed.bandUntil)]
  if (isSaid.includes(true)) {
    if (!(from >= 0 && from <= 100)) errors.bandFrom = t('outbox.wrong.percent')
    if (!(until >= 0 && until <= 100)) errors.bandUntil = t('outbox.wrong.percent')
    else if (until < from) errors.bandUntil = t('outbox.wrong.band')
  }
  const control = numberIn(typed.control)
  if (!(control >= 0 && control <= 50)) errors.control = t('outbox.wrong.control')
  return errors
}

/** Pages of the shop that are always there. A button may lead to them; not to what is one person's or one order's. */
const PAGES: ReadonlySet<string> = new Set([
  ...['/', '/search', '/loyalty', '/care', '/cart', '/wishlist', '/register', '/sign-in'],
  ...['/account', '/account/inbox', '/account/letters', '/account/loyalty', '/account/orders', '/account/reviews'],
  ...['/account/taste', '/account/personalisation', '/account/details', '/account/data'],
])

/** Whether the shop has a page at a path, whatever is asked of it: one of its own, a category, piece, house or story. */
function isPage(path: string, { catalogue }: Shop, stories: ReadonlySet<string>): boolean {
  const page = path.replace(/[?#].*$/, '')
  const [, part, slug = '', ...rest] = page.split('/')
  if (PAGES.has(page) || stories.has(page)) return true
  if (rest.length > 0) return false
  if (part === 'p') return catalogue.bySlug.has(slug)
  if (part === 'c') return catalogue.categories.some((each) => each.slug === slug)
  return part === 'houses' && catalogue.houses.some((each) => each.slug === slug)
}

function pathErrors(path: string, shop: Shop, stories: ReadonlySet<string>): CampaignErrors {
  const { t } = shop.say
  if (!/^\/(?!\/)[^\s\\]*$/.test(path)) return { path: t('outbox.wrong.path') }
  return isPage(path, shop, stories) ? {} : { path: t('outbox.wrong.noPage', { path: path.slice(0, 80) }) }
}

/**
 * The campaign that a form states, or for each field at fault what to do about it. `stories`: the paths of the edits and
 * stories that are live.
 */
export function parseCampaign(
  typed: CampaignTyped,
  shop: Shop,
  stories: ReadonlySet<string> = new Set(),
): Result<ParsedCampaign, CampaignErrors> {
  const { catalogue, say } = shop
  const { t } = say
  const kind = MESSAGE_KINDS.find((each) => each === typed.kind)
  const pieces = [...new Set(typed.pieces.split(/[\s,]+/).filter(Boolean))]
  const missing = pieces.find((slug) => !catalogue.bySlug.has(slug))
  const errors: CampaignErrors = {
    ...wordErrors(typed, shop),
    ...audienceErrors(typed, shop),
    ...(kind ? {} : { kind: t('outbox.wrong.kind') }),
    ...(pieces.length > 6 ? { pieces: t('outbox.wrong.pieces') } : {}),
    ...(missing === undefined ? {} : { pieces: t('outbox.wrong.piece', { piece: missing.slice(0, 80) }) }),
    ...pathErrors(typed.path.trim(), shop, stories),
  }
  if (Object.keys(errors).length > 0) return fail(errors)
  const hasPolish = typed.subjectPl.trim() !== ''
  const parsed = campaignSchema.safeParse({
    kind,
    audience: {
      tiers: [...new Set(typed.tiers)],
      segments: [...new Set(typed.segments)],
      band: typed.bandFrom.trim() === '' ? null : { from: numberIn(typed.bandFrom), until: numberIn(typed.bandUntil) },
      atRisk: typed.atRisk === 'yes' ? true : typed.atRisk === 'no' ? false : null,
    },
    words: {
      en: { subject: typed.subject.trim(), headline: typed.headline.trim(), text: typed.text.trim() },
      pl: hasPolish
        ? { subject: typed.subjectPl.trim(), headline: typed.headlinePl.trim(), text: typed.textPl.trim() }
        : null,
    },
    ...{ pieces, path: typed.path.trim(), control: numberIn(typed.control) / 100 },
  })
  // The schema says the same as the checks above; what it alone refuses is told at the name.
  return parsed.success
    ? ok({ name: typed.name.trim(), definition: parsed.data })
    : fail({ name: t('outbox.wrong.campaign') })
}
