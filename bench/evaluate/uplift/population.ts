import { MS_PER_DAY } from '@/lib/core/days'
import { armOf, placementOf } from '@/lib/experiments/assign'
import { experimentSchema, type Experiment } from '@/lib/experiments/schema'
import { subjectOf } from '@/lib/experiments/subject'
import type { Exposure, MeasuredFacts } from '@/lib/measure/schema'
import type { Purchase } from '@/lib/value/schema'
import type { Chance } from './chance'

// People whose truth is known, because it is written here. Most buy nothing in a season, a few a great deal.

const CUSTOMERS = 4_000
const FROM = Date.parse('2026-01-01T00:00:00Z')
/** Days in which customers come in. */
export const OPEN_DAYS = 60
const PAST_DAYS = 180
/** Buying goes on after the window; none of it may count. */
const LATER_DAYS = 30

/** Two kinds of customers: who comes by often also buys more, so that who is in early is not like who is in late. */
const KINDS = [
  { share: 0.25, visitsPerDay: 0.06, purchasesPerDay: 0.012 },
  { share: 0.75, visitsPerDay: 0.015, purchasesPerDay: 0.004 },
] as const

/** What a purchase is worth: lognormal, in minor units; the customer's own level, and each purchase about it. */
const AMOUNT = { median: 60_000, ofCustomer: 0.6, ofPurchase: 0.7 }
const MEAN_AMOUNT = AMOUNT.median * Math.exp((AMOUNT.ofCustomer ** 2 + AMOUNT.ofPurchase ** 2) / 2)

/** How many purchases go back whole, and when. */
const RETURNS = { share: 0.1, afterDays: 14 }

/** How many were first shown it in a browser that was not yet known to be theirs. */
const OTHER_BROWSER = 0.1

export const anExperimentOf = (salt: string): Experiment =>
  experimentSchema.parse({
    ...{ key: 'simulated', slot: 'home.relational', control: 'generic', salt },
    arms: [
      { key: 'generic', share: 0.5 },
      { key: 'personal', share: 0.5 },
    ],
    ...{ from: new Date(FROM), until: new Date(FROM + OPEN_DAYS * MS_PER_DAY) },
    metrics: [
      { key: 'spend', worth: { relative: 0.2 } },
      { key: 'retention', worth: { relative: 0.2 } },
    ],
  })

export type Population = { exposures: Exposure[]; facts: Map<string, MeasuredFacts> }

/**
 * Draws people, assigns and logs them by the shop's own code, and lets them buy: from first exposure on `1 + lift` times
 * as often in the arm "personal".
 */
export function populationOf(experiment: Experiment, chance: Chance, lift: number): Population {
  const population: Population = { exposures: [], facts: new Map() }
  for (let i = 0; i < CUSTOMERS; i++) {
    const kind = chance.uniform() < KINDS[0].share ? KINDS[0] : KINDS[1]
    const seen = exposed(experiment, chance, `${i}`, kind.visitsPerDay)
    const first = seen[0]
    if (!first) continue
    population.exposures.push(...seen)
    const start = seen.reduce((least, { at }) => Math.min(least, at.getTime()), Infinity)
    const lifted = armOf(experiment, first.subject) === 'personal' ? 1 + lift : 1
    const purchases = purchasesOf(chance, { start, lifted, perDay: kind.purchasesPerDay }, experiment.windowDays)
    population.facts.set(first.subject, {
      value: { purchases, otherReturns: [] },
      ...{ standings: [], subscriptions: [] },
    })
  }
  return population
}

/** Each visit logs what the slot showed, or to the control what it would have shown. */
function exposed(experiment: Experiment, chance: Chance, id: string, visitsPerDay: number): Exposure[] {
  const opened = chance.uniform() < 0.5 ? `visitor-${id}` : null
  const customer = { visitorId: `visitor-${id}`, customerId: `customer-${id}`, firstVisitorId: opened }
  const elsewhere = chance.uniform() < OTHER_BROWSER
  const exposures: Exposure[] = []
  const log = (asWhom: string, at: Date): void => {
    const { arm, counted } = placementOf(experiment, asWhom, { at })
    if (!counted) return
    const counterfactual = arm === experiment.control
    exposures.push({ subject: subjectOf(customer), arm, at, counterfactual })
  }
  let day = -Math.log(1 - chance.uniform()) / visitsPerDay
  for (let visit = 0; day < OPEN_DAYS && visit < 3; visit++) {
    const stranger = elsewhere && visit === 0
    const asWhom = stranger ? subjectOf({ visitorId: `other-${id}`, customerId: null }) : subjectOf(customer)
    log(asWhom, new Date(FROM + Math.floor(day * MS_PER_DAY)))
    day -= Math.log(1 - chance.uniform()) / visitsPerDay
  }
  return exposures
}

function purchasesOf(
  chance: Chance,
  { start, lifted, perDay }: { start: number; lifted: number; perDay: number },
  windowDays: number,
): Purchase[] {
  // The square of a normal variable is Gamma(1/2): most hardly ever buy.
  const rate = perDay * chance.normal() ** 2
  const level = AMOUNT.median * Math.exp(AMOUNT.ofCustomer * chance.normal())
  const purchases: Purchase[] = []
  const buy = (fromDay: number, days: number, times: number): void => {
    for (let n = chance.poisson(rate * days * times); n > 0; n--) {
      const at = start + Math.floor((fromDay + chance.uniform() * days) * MS_PER_DAY)
      const paid = Math.round(level * Math.exp(AMOUNT.ofPurchase * chance.normal()))
      const back = chance.uniform() < RETURNS.share
      const returned = { at: new Date(at + RETURNS.afterDays * MS_PER_DAY), amount: paid }
      const what = { channel: 'web', houses: [], returns: back ? [returned] : [] }
      purchases.push({ id: `${purchases.length}`, at: new Date(at), paid, ...what })
    }
  }
  buy(-PAST_DAYS, PAST_DAYS, 1)
  buy(0, windowDays + LATER_DAYS, lifted)
  return purchases.sort((a, b) => a.at.getTime() - b.at.getTime())
}

/**
 * By how much the arms really differ in spend per customer, among those who came in within the first `days`: worked out,
 * not drawn. Lifting the rate lifts the mean alike.
 */
export function trueEffect(lift: number, days: number, windowDays: number): number {
  let [all, rate] = [0, 0]
  for (const { share, visitsPerDay, purchasesPerDay } of KINDS) {
    const came = share * (1 - Math.exp(-visitsPerDay * days))
    all += came
    rate += came * purchasesPerDay
  }
  const kept = 1 - RETURNS.share * (1 - RETURNS.afterDays / windowDays)
  return (lift * rate * windowDays * MEAN_AMOUNT * kept) / all
}
