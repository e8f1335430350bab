import type { MerchandisingDefinition, MerchandisingRule } from '@/lib/catalog/merchandising'
import type { Catalogue } from '@/lib/catalog/schema'
import { dayRange } from '../days'
import type { Shop } from '../shop'
import { tokenWords } from '../values'

type Told = Pick<Shop, 'catalogue' | 'say'>

/** What a rule is about: "the Rapace gown", "Corvane", "Fabric: Velvet"; the slug of what has left the collection. */
export function targetWords({ target }: Pick<MerchandisingDefinition, 'target'>, { catalogue, say }: Told): string {
  if (target.by === 'attribute') return tokenWords(target.token, catalogue, say)
  if (target.by === 'house') return catalogue.houses.find(({ slug }) => slug === target.house)?.name ?? target.house
  return say.t('studio.rule.piece', { piece: catalogue.bySlug.get(target.product)?.name ?? target.product })
}

const whereWords = (category: string | null, { categories }: Catalogue, { t }: Told['say']): string =>
  category === null
    ? t('studio.rule.everywhere')
    : t('studio.rule.in', { category: categories.find(({ slug }) => slug === category)?.name ?? category })

/** What a rule does, in a phrase: "Pin the Rapace gown to place 1 in Dresses". */
export function ruleWords(rule: MerchandisingDefinition, told: Told): string {
  const { t, number } = told.say
  const values = { what: targetWords(rule, told), where: whereWords(rule.category, told.catalogue, told.say) }
  switch (rule.kind) {
    case 'pin':
      return t('studio.rule.pin', { ...values, place: rule.place ?? 1 })
    case 'exclude':
      return t('studio.rule.exclude', values)
    default:
      return t(`studio.rule.${rule.kind}`, { ...values, factor: number(rule.factor ?? 1) })
  }
}

/** The whole rule: "Pin the Rapace gown to place 1 in Dresses, December 1 – 31, 2026: New season". */
export const ruleSentence = (rule: MerchandisingDefinition, told: Told): string =>
  told.say.t('studio.rule.sentence', {
    act: ruleWords(rule, told),
    days: dayRange(rule, told.say),
    note: rule.note,
  })

export type RuleState = 'inForce' | 'coming' | 'past' | 'retired'

/** Where a rule stands on a day ("2026-11-21"); one that was taken back is retired whatever its dates say. */
export function stateOf({ from, until }: MerchandisingDefinition, retiredAt: Date | null, day: string): RuleState {
  if (retiredAt) return 'retired'
  if (day < from) return 'coming'
  return until !== null && until < day ? 'past' : 'inForce'
}

/** A rule as the studio keeps it. */
export type StoredRule = MerchandisingRule & { createdAt: Date; retiredAt: Date | null }
export type RuleRow = {
  id: string
  words: string
  days: string
  note: string
  state: RuleState
  /** "November 4, 2026" */
  takenBack: string | null
}

/** The rules by where they stand today, in force first; within that the newest first. */
export function ruleRows(rules: readonly StoredRule[], shop: Shop): RuleRow[] {
  const order: readonly RuleState[] = ['inForce', 'coming', 'past', 'retired']
  return rules
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? -1 : 1))
    .map((rule) => ({
      id: rule.id,
      words: ruleWords(rule, shop),
      days: dayRange(rule, shop.say),
      note: rule.note,
      state: stateOf(rule, rule.retiredAt, shop.today),
      takenBack: rule.retiredAt && shop.say.date(rule.retiredAt),
    }))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
}
