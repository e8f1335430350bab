// npm run eval:shoppers -- [--seeds N] [--shoppers N] [--quick] [--json]: what simulated shoppers, whose hidden tastes
// share nothing with the ranker, make of its orders. docs/ranking.md says how to read it. Needs no database.
import { parseArgs } from 'node:util'
import { seedAsCatalogue } from '@/prisma/seed/catalogue/as-catalogue'
import { estimate, type Estimate } from './metrics'
import { DEPTH, judgeOrders } from './orders'
import { RANKER_NAMES, type RankerName } from './rankers'
import { openShop } from './shop'
import { judgeVisits, type VisitScores } from './visits'

const USAGE = `  npm run eval:shoppers -- [options]

  Simulated shoppers over the real catalogue: NDCG@${DEPTH} of the category order by ranker and number of clicks, what
  freshness costs, and how much of the catalogue is met.

    --seeds N      independent runs, for the confidence intervals (10)
    --shoppers N   shoppers of one run (150)
    --quick        3 runs of 40 shoppers, to see that it works
    --json         one object on standard output`

/** A decided taste likes a piece eight times more for each wish it fulfils, a faint one twice. */
const TASTES = { faint: 2, usual: 4, decided: 8 } as const
const CLICKS = [0, 1, 3, 10] as const
const PAST = { visits: 3_000, days: 30 }
const VISITS = 6
const NOW = new Date('2026-11-21T18:00:00Z')

type Taste = keyof typeof TASTES
type Report = {
  settings: { seeds: number; shoppers: number; clicks: readonly number[]; past: typeof PAST; depth: number }
  orders: Record<Taste, Record<RankerName, Estimate[]>>
  /** Beside popularity, each shopper's pair compared on the same seed: blend less trending. */
  gain: Record<Taste, Estimate[]>
  freshness: Record<keyof VisitScores | 'lost', Estimate>
}

function evaluate(seeds: number, shoppers: number, progress: (line: string) => void): Report {
  // All in stock: what sold out says nothing of an order.
  const pieces = seedAsCatalogue(NOW).products.map((product) => ({
    ...product,
    inStock: true,
    colourways: product.colourways.map((colourway) => ({ ...colourway, inStock: true })),
  }))
  const numbers = Array.from({ length: seeds }, (_, i) => i + 1)
  const orders = {} as Report['orders']
  const gain = {} as Report['gain']
  const visits: VisitScores[] = []
  for (const [name, taste] of Object.entries(TASTES) as [Taste, number][]) {
    progress(`${name} tastes`)
    const runs = numbers.map((seed) => {
      const shop = openShop(pieces, { past: PAST, taste, now: NOW }, seed)
      if (name === 'usual') visits.push(judgeVisits(shop, { shoppers, visits: VISITS }, seed))
      return judgeOrders(shop, { shoppers, clicks: CLICKS, names: RANKER_NAMES }, seed)
    })
    const scores = (ranker: RankerName, at: number) => runs.map((run) => run.get(ranker)?.[at] ?? 0)
    orders[name] = Object.fromEntries(
      RANKER_NAMES.map((ranker) => [ranker, CLICKS.map((_, at) => estimate(scores(ranker, at)))]),
    ) as Report['orders'][Taste]
    gain[name] = CLICKS.map((_, at) => {
      const popular = scores('trending', at)
      return estimate(scores('blend', at).map((score, i) => score - (popular[i] ?? 0)))
    })
  }
  const of = (read: (scores: VisitScores) => number) => estimate(visits.map(read))
  const freshness = {
    ranked: of(({ ranked }) => ranked),
    shown: of(({ shown }) => shown),
    lost: of(({ ranked, shown }) => 1 - shown / ranked),
    repeated: of(({ repeated }) => repeated),
    coverage: of(({ coverage }) => coverage),
    coverageRanked: of(({ coverageRanked }) => coverageRanked),
    house: of(({ house }) => house),
    houseUnvaried: of(({ houseUnvaried }) => houseUnvaried),
    newMet: of(({ newMet }) => newMet),
    newMetWithout: of(({ newMetWithout }) => newMetWithout),
  }
  return { settings: { seeds, shoppers, clicks: CLICKS, past: PAST, depth: DEPTH }, orders, gain, freshness }
}

const told = ({ mean, low, high }: Estimate) => `${mean.toFixed(3)} ±${((high - low) / 2).toFixed(3)}`

function table({ settings, orders, gain, freshness }: Report): string {
  const lines: string[] = [`${settings.seeds} runs of ${settings.shoppers} shoppers; mean and 95% interval`]
  for (const name of Object.keys(TASTES) as Taste[]) {
    lines.push('', `NDCG@${settings.depth}, ${name} tastes, after ${settings.clicks.join(', ')} clicks`)
    for (const ranker of RANKER_NAMES) lines.push(`  ${ranker.padEnd(20)}${orders[name][ranker].map(told).join('  ')}`)
    lines.push(`  ${'blend - trending'.padEnd(20)}${gain[name].map(told).join('  ')}`)
  }
  const words: Record<keyof Report['freshness'], string> = {
    ranked: 'NDCG of the home row as ranked',
    shown: 'NDCG of the home row as shown',
    lost: 'relevance lost to freshness',
    repeated: 'rows that repeat the visit before',
    coverage: 'share of the catalogue met',
    coverageRanked: 'share met without freshness',
    house: 'largest share of one house in a row',
    houseUnvaried: 'the same without variety',
    newMet: 'share of new pieces met',
    newMetWithout: 'the same without their chance',
  }
  lines.push('', `Freshness, usual tastes, ${VISITS} visits without any action after three clicks`)
  for (const [key, text] of Object.entries(words))
    lines.push(`  ${text.padEnd(38)}${told(freshness[key as keyof typeof words])}`)
  return lines.join('\n')
}

const count = (text: string | undefined, usual: number): number => {
  if (text === undefined) return usual
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new Error(`"${text}" is no number of runs or shoppers: 1 to 9999.`)
  return Number(text)
}

try {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string' },
      shoppers: { type: 'string' },
      quick: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) console.log(USAGE)
  else {
    const report = evaluate(
      count(values.seeds, values.quick ? 3 : 10),
      count(values.shoppers, values.quick ? 40 : 150),
      (line) => console.error(`  ${line}`),
    )
    console.log(values.json ? JSON.stringify(report) : table(report))
  }
} catch (error) {
  console.error(`  ${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
  process.exitCode = 2
}
