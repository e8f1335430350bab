import { dayOf, isoDay } from '@/lib/core/days'
import type { Tier } from '@/lib/loyalty/schema'
import { wordedHouses } from './numbers'
import type { Shopper } from './schema'

/** The way to the next tier as a bar and its words. */
export type TierWay = {
  title: string
  line: string
  progress: {
    metal: Tier['accent']
    label: string
    valueText: string
    value: number
    /** What comes on top once its hold ends; absent when nothing is held. */
    pending?: number
    max: number
    tick?: number
    counts: { amount: string; label: string }
    present?: string
    next: string
  }
}

/** "Your relationship": a sentence, up to four figures, and the way to the next tier. */
export type Relationship = {
  title: string
  text: string
  link: { href: string; label: string }
  figures: { figure: string; label: string }[]
  next: TierWay | null
}

/**
 * What the shop and this customer are to each other, in numbers. Null for somebody without an order and with
 * personalisation off: absent, not empty.
 */
export function relationshipOf(shopper: Shopper): Relationship | null {
  const { say, orders, standing, programme, personalised, customer } = shopper
  const last = orders[0]
  const first = orders.at(-1)
  if (!customer || !personalised || !last || !first) return null
  const { t } = say
  const kept = orders.flatMap((order) => order.lines.filter((line) => line.returned < line.quantity))
  const pieces = kept.reduce((sum, line) => sum + line.quantity - line.returned, 0)
  const houses = new Set(kept.map((line) => line.houseName)).size

  // A day of another year needs its year.
  const yearOf = (at: Date) => isoDay(dayOf(at, programme.timeZone)).slice(0, 4)
  const lastDay = (yearOf(last.placedAt) === yearOf(shopper.now) ? say.day : say.date)(last.placedAt)
  const figures = [
    { figure: say.number(orders.length), label: t('relation.orders', { count: orders.length, date: lastDay }) },
  ]
  if (pieces > 0) {
    figures.push({
      figure: say.number(pieces),
      label: t('relation.pieces', { count: pieces, houses: wordedHouses(houses, say) }),
    })
  }
  if (standing) {
    figures.push({ figure: say.moneyShort(standing.qualifyingSpend), label: t('relation.towards') })
    figures.push({ figure: say.number(standing.points.active), label: t('relation.points') })
  }

  let text = t('relation.first', { date: say.date(first.placedAt) })
  if (standing) {
    const { memberSince, tier, reached } = standing
    const date = say.date(memberSince)
    const sameDay = reached && dayOf(reached.at, programme.timeZone) === dayOf(memberSince, programme.timeZone)
    // A tier without a threshold comes with joining: nothing was reached.
    text =
      tier && tier.threshold > 0 && reached
        ? t(sameDay ? 'relation.joinedSameDay' : 'relation.joinedReached', {
            date,
            tier: tier.name,
            reached: say.date(reached.at),
          })
        : t('relation.joined', { date })
  }
  return {
    title: t('relation.title'),
    text,
    link: { href: '/account', label: t('relation.link') },
    figures,
    next: tierWay(shopper),
  }
}

/** The way to the next tier; null for no member and at the top. The same numbers as the tier itself. */
export function tierWay({ say, standing, programme }: Pick<Shopper, 'say' | 'standing' | 'programme'>): TierWay | null {
  if (!standing?.next || standing.amountToNext === null) return null
  const { t, money } = say
  const { tier, next, qualifyingSpend, pendingSpend } = standing
  const { window } = programme
  return {
    title: t('standing.toNext', { amount: money(standing.amountToNext), tier: next.name }),
    line: t(`standing.window.${window.kind}`, window.kind === 'rolling' ? { days: window.days } : undefined),
    progress: {
      metal: (tier ?? next).accent,
      label: t('progress.label', { tier: next.name }),
      valueText: t('progress.value', { have: money(qualifyingSpend), goal: money(next.threshold) }),
      value: qualifyingSpend,
      ...(pendingSpend > 0 ? { pending: pendingSpend } : {}),
      max: next.threshold,
      ...(tier && tier.threshold > 0
        ? { tick: tier.threshold, present: t('standing.tierAt', { tier: tier.name, amount: money(tier.threshold) }) }
        : {}),
      counts: {
        amount: money(qualifyingSpend),
        label: pendingSpend > 0 ? t('standing.soFarPending', { pending: money(pendingSpend) }) : t('standing.soFar'),
      },
      next: t('standing.tierAt', { tier: next.name, amount: money(next.threshold) }),
    },
  }
}
