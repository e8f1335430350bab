import type { MerchandisingDefinition, MerchandisingRule } from '@/lib/catalog/merchandising'
import type { Product } from '@/lib/catalog/schema'
import { rankCategory } from '@/lib/ranking/blend'
import type { Projections } from '@/lib/ranking/projections'
import type { Shop } from '../shop'
import { isMeant } from './form'

/** Pieces in the first row of a listing on a desktop. */
export const ROW = 4
/** How many pieces' moves are told. */
const TOLD = 5

export type Placed = { product: Product; colour: string }
export type Move = { product: Product; from: number; to: number | null }
export type Preview = {
  category: string
  /** The first row for somebody of whom nothing is known, on the day. */
  before: readonly Placed[]
  after: readonly Placed[]
  /** How the pieces that the rule is about move, by where they stood; `to` null: left out. Those that stay are not told. */
  moves: readonly Move[]
  /** How many more pieces move, beyond those that are told. */
  more: number
  /** The day that is shown: the rule's first, or today once it has begun. */
  day: string
}

/** No rule in the database has it. */
const NEW = 'the rule that is being written'

/**
 * What a rule changes: one category before and after, in everybody's order, with the rules that are in force on that day
 * in both. A rule for everywhere is shown in the first category whose order it changes, else in the first that it is
 * about.
 */
export function previewRule(
  rule: MerchandisingDefinition,
  {
    rules,
    shop,
    projections,
    now,
  }: { rules: readonly MerchandisingRule[]; shop: Shop; projections: Projections; now: Date },
): Preview {
  const { catalogue, today } = shop
  const day = rule.from > today ? rule.from : today
  const orderOf = (category: string, by: readonly MerchandisingRule[]): Placed[] => {
    const pieces = catalogue.products.filter((piece) => piece.category === category)
    const { trending, together } = projections
    const context = { catalogue: catalogue.bySlug, trending, together, affinity: null, asOf: now, rules: by, day }
    return rankCategory(context, pieces).map(({ product, colour }) => ({ product, colour }))
  }
  const compared = (category: string): Preview => {
    const before = orderOf(category, rules)
    const after = orderOf(category, [...rules, { ...rule, id: NEW }])
    const places = new Map(after.map(({ product }, i) => [product.slug, i + 1]))
    const moves = before.flatMap(({ product }, i): Move[] => {
      const to = places.get(product.slug) ?? null
      return to !== i + 1 && isMeant(rule, product, shop) ? [{ product, from: i + 1, to }] : []
    })
    const told = { moves: moves.slice(0, TOLD), more: Math.max(0, moves.length - TOLD) }
    return { category, before: before.slice(0, ROW), after: after.slice(0, ROW), ...told, day }
  }
  if (rule.category !== null) return compared(rule.category)
  const about = catalogue.categories.filter(({ slug }) =>
    catalogue.products.some((piece) => piece.category === slug && isMeant(rule, piece, shop)),
  )
  const all = about.map(({ slug }) => compared(slug))
  const [first] = all
  return all.find(({ moves }) => moves.length > 0) ?? first ?? compared(catalogue.categories[0]?.slug ?? '')
}
