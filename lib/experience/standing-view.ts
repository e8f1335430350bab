import { dayOf, startOfDay } from '@/lib/core/days'
import { tierIndexOf } from '@/lib/loyalty/programme'
import type { ComingChange, Standing, Tier } from '@/lib/loyalty/schema'
import { standingOf } from '@/lib/loyalty/standing'
import { planReturn, returnWindow } from '@/lib/orders/return-rules'
import { isInGrace, isNear } from './keep'
import { dearestPiece, isKept } from './owned'
import { windowSentence } from './programme-words'
import type { Say } from './say'
import type { Shopper } from './schema'

/** A member's standing in finished strings: the first part of Account → Loyalty. */
export type StandingView = {
  metal: Tier['accent']
  title: string
  /** "Since November 16, 2026, by an order of $4,190.00." */
  line: string | undefined
  /** What counts, what is pending, what keeps the tier, and until when it is held. */
  figures: { figure: string; label: string }[]
  /** What keeps the tier and by when, in a sentence; null where nothing is needed soon. */
  keep: string | null
  /** What could change it: by whom, and by itself. */
  outlook: string
}

type Member = Shopper & { standing: Standing }

/** Null for who is no member. */
export function standingView(shopper: Shopper): StandingView | null {
  if (!shopper.standing) return null
  const member: Member = { ...shopper, standing: shopper.standing }
  const { say, standing } = member
  const { tier } = standing
  return {
    metal: tier?.accent ?? 'ink',
    title: tier?.name ?? say.t('loyalty.noTier'),
    line: sinceLine(member),
    figures: figuresOf(member),
    keep: keepLine(member),
    outlook: [windowSentence(member.programme, say), ...outlookLines(member)].join(' '),
  }
}

function sinceLine({ say, standing, transactions }: Member): string | undefined {
  const { reached } = standing
  if (!reached) return undefined
  const date = say.date(reached.at)
  const order = transactions.find(({ kind, orderId }) => kind === 'purchase' && orderId === reached.orderId)
  return order
    ? say.t('loyalty.sinceOrder', { date, amount: say.money(order.amount) })
    : say.t('loyalty.since', { date })
}

function figuresOf({ say, standing, programme }: Member): StandingView['figures'] {
  const { t, moneyShort, shortDate } = say
  const { tier, keep, guardedUntil, qualifyingSpend, pendingSpend, memberSince } = standing
  const figures = [
    { figure: moneyShort(qualifyingSpend), label: t('loyalty.figures.spend') },
    { figure: moneyShort(pendingSpend), label: t('loyalty.figures.pending') },
  ]
  if (keep) {
    figures.push(
      keep.amount > 0
        ? {
            figure: moneyShort(keep.amount),
            label: t('loyalty.figures.toKeep', { tier: keep.tier.name, date: say.date(keep.by) }),
          }
        : {
            figure: moneyShort(keep.tier.keep ?? keep.tier.threshold),
            label: t('loyalty.figures.kept', { tier: keep.tier.name }),
          },
    )
  }
  const last = guardedUntil ?? lastDay(standing, programme.timeZone)
  figures.push(
    tier && last
      ? { figure: shortDate(last), label: t('loyalty.figures.until', { tier: tier.name }) }
      : { figure: shortDate(memberSince), label: t('loyalty.figures.since') },
  )
  return figures
}

const dayBefore = (at: Date, timeZone: string): Date => startOfDay(dayOf(at, timeZone) - 1, timeZone)

/** The last day on which the present tier is held as things stand, where it ends by itself. */
function lastDay({ changes, tier }: Standing, timeZone: string): Date | null {
  const ends = changes.find((change) => change.tier?.from?.key === tier?.key && isLoss(change))
  return ends ? dayBefore(ends.at, timeZone) : null
}

function isLoss({ tier }: ComingChange): boolean {
  if (!tier?.from) return false
  return tier.to === null || tier.to.threshold < tier.from.threshold
}

function keepLine(member: Member): string | null {
  const { say, standing } = member
  const { keep, asOf, guardedUntil } = standing
  if (!keep || keep.amount <= 0) return null
  const inGrace = guardedUntil !== null && isInGrace(standing)
  // Told far ahead, the figures are enough.
  if (!inGrace && keep.from <= asOf && !isNear(keep, member)) return null
  const values = { tier: keep.tier.name, amount: say.money(keep.amount), date: say.date(keep.by) }
  const spend =
    keep.from > asOf
      ? say.t('loyalty.keepFrom', { ...values, from: say.date(keep.from) })
      : say.t('loyalty.keep', values)
  if (!inGrace) return spend
  return `${say.t('loyalty.inGrace', { tier: keep.tier.name, date: say.date(guardedUntil) })} ${spend}`
}

/**
 * What would change it: bringing back the dearest piece, and what comes by itself, on the first day that brings anything
 * and on the first one that changes the tier.
 */
function outlookLines(member: Member): string[] {
  const { say, standing } = member
  const back = ifReturned(member)
  const lines = back ? [back] : []
  const [first] = standing.changes
  if (!first) return [...lines, say.t(back ? 'outlook.noneElse' : 'outlook.none')]
  const coming = (day: Date) => {
    const then = standing.changes.filter(({ at }) => at.getTime() === day.getTime())
    return say.list([...new Set(then.flatMap((change) => comingPhrases(change, standing, say)))])
  }
  lines.push(say.t(back ? 'outlook.beforeElse' : 'outlook.before', { date: say.date(first.at) }))
  lines.push(say.t('outlook.then', { changes: coming(first.at) }))
  const turn = standing.changes.find(({ tier }) => tier !== null)
  if (turn && turn.at > first.at) {
    lines.push(say.t('outlook.later', { date: say.date(turn.at), changes: coming(turn.at) }))
  }
  return lines
}

/** What a change that comes by itself does, as parts of a sentence: "$4,190.00 no longer counts", "Bronze ends". */
export function comingPhrases(change: ComingChange, standing: Pick<Standing, 'tier' | 'changes'>, say: Say): string[] {
  const { t } = say
  const money = say.money(Math.abs(change.amount))
  const points = Math.abs(change.points)
  const tier = standing.tier?.name ?? ''
  const own = (): string[] => {
    switch (change.kind) {
      case 'purchase-leaves':
      case 'return-leaves':
      case 'hold-ends':
        return [t(`coming.${change.kind}`, { amount: money })]
      case 'points-active':
      case 'points-expire':
        return [t(`coming.${change.kind}`, { points })]
      case 'validity-ends':
      case 'validity-extends':
        return [t(`coming.${change.kind}`)]
      case 'guard-ends': {
        if (change.tier) return []
        const held = standing.changes.some(({ kind, at }) => kind === 'grace-ends' && at > change.at)
        return [t(held ? 'coming.grace-begins' : 'coming.guard-renewed', { tier })]
      }
      case 'grace-ends':
        return change.tier ? [] : [t('coming.grace-ends')]
    }
  }
  return [...own(), ...tierPhrases(change, say)]
}

function tierPhrases(change: ComingChange, { t }: Say): string[] {
  const { tier } = change
  if (!tier) return []
  if (isLoss(change)) {
    return tier.to ? [t('coming.down', { tier: tier.to.name })] : [t('coming.ends', { tier: tier.from?.name ?? '' })]
  }
  return tier.to ? [t('coming.up', { tier: tier.to.name })] : []
}

/**
 * "If the Rapace gown came back, $1,070.00 would count and Bronze would end": the same fold with one return more, for
 * the dearest piece that can still be returned. Null where it would change no tier.
 */
function ifReturned({ say, standing, programme, memberships, transactions, redemptions, now, orders }: Member) {
  // Not by `lastKeptOrder`: what a return would do is true with personalisation off as well.
  const order = orders.find(({ lines }) => lines.some(isKept))
  const line = order && dearestPiece(order)
  if (!order || !line) return null
  const returnable = { ...order, status: 'confirmed' as const }
  if (returnWindow(returnable, now, programme.timeZone).whyNot) return null
  const plan = planReturn(order, new Map([[line.id, 1]]))
  if (!plan.ok) return null
  const amount = programme.qualifying === 'paid' ? plan.value.refund : plan.value.merchandise
  const back = { kind: 'return' as const, at: now, amount, orderId: order.id }
  const result = standingOf({ programme, memberships, transactions: [...transactions, back], redemptions, asOf: now })
  if (!result.member || !standing.tier || result.standing.tier?.key === standing.tier.key) return null
  const { tier, qualifyingSpend } = result.standing
  // A return never raises.
  if (tierIndexOf(programme, tier) > tierIndexOf(programme, standing.tier)) return null
  const values = { piece: line.productName, amount: say.money(qualifyingSpend) }
  return tier
    ? say.t('outlook.ifBackDown', { ...values, tier: tier.name })
    : say.t('outlook.ifBack', { ...values, tier: standing.tier.name })
}
