import type { Suits } from '@/lib/content/schema'
import { NO_TIER } from '@/lib/content/suits'
import { fail, ok, type Result } from '@/lib/core/result'
import { catalogueIndex } from '@/lib/ranking/tokens'
import type { Shop } from '../shop'
import type { ContentErrors } from './form'
import { listIn } from './selection'
import type { ContentTyped } from './typed'

const PEOPLE = ['guest', 'customer', 'client'] as const

/** Whom a form says that content suits. Tiers must be the programme's own, or have been chosen before. */
export function suitsIn(typed: ContentTyped, shop: Shop, before: Suits): Result<Suits, ContentErrors> {
  const { catalogue, programme, say } = shop
  const { t } = say
  const errors: ContentErrors = {}
  const keys = new Set([NO_TIER, ...programme.tiers.map(({ key }) => key), ...(before.tiers ?? [])])
  const tiers = [...new Set(typed.tiers)]
  if (tiers.some((key) => !keys.has(key))) errors.tiers = t('studio.content.wrong.choice')
  const who = PEOPLE.filter((each) => typed.who.includes(each))
  if (typed.who.some((each) => !PEOPLE.some((known) => known === each))) errors.who = t('studio.content.wrong.choice')
  const months = [...new Set(typed.months.map(Number))].sort((a, b) => a - b)
  if (months.some((month) => !(Number.isInteger(month) && month >= 1 && month <= 12)))
    errors.months = t('studio.content.wrong.choice')
  const arrivals = listIn(typed.arrivals).map((source) => source.toLowerCase())
  if (arrivals.length > 20 || arrivals.some((source) => source.length > 40))
    errors.arrivals = t('studio.content.wrong.arrivals')
  const countries = listIn(typed.countries).map((code) => code.toUpperCase())
  const wrong = countries.find((code) => !/^[A-Z]{2}$/.test(code) || say.country(code) === code)
  if (wrong !== undefined) errors.countries = t('studio.content.wrong.countries', { code: wrong })
  const likes = listIn(typed.likes)
  const tokens = catalogueIndex(catalogue.bySlug).keys
  const unknown = likes.find((token) => !tokens.includes(token) && !before.likes?.includes(token))
  if (unknown !== undefined) errors.likes = t('studio.content.wrong.likes', { token: unknown })
  if (Object.keys(errors).length > 0) return fail(errors)
  return ok({
    ...(tiers.length > 0 ? { tiers } : {}),
    ...(countries.length > 0 ? { countries } : {}),
    ...(arrivals.length > 0 ? { arrivals } : {}),
    ...(who.length > 0 ? { who } : {}),
    ...(months.length > 0 ? { months } : {}),
    ...(likes.length > 0 ? { likes } : {}),
  })
}
