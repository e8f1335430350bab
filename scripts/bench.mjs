// npm run bench: what the shop costs. `-- --json` prints the report for machines, `--against FILE` compares with an
// earlier one, `--quick` measures shortly, to see that everything works, `--only PART` one part (again for more of them).
// docs/performance.md says how to read it.
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { cannotMeasure } from '../bench/cpu.mjs'
import { measureScripts } from '../bench/javascript.mjs'
import { measureLoyalty } from '../bench/loyalty.mjs'
import { measureMessages } from '../bench/messages.mjs'
import { enterWithCart, measurePages } from '../bench/pages.mjs'
import { measureRebuild } from '../bench/rebuild.mjs'
import { faultsOf, told } from '../bench/report.mjs'
import { measureResults } from '../bench/results.mjs'
import { openBase, openShop, settle } from '../bench/shop.mjs'
import { measureValue } from '../bench/value.mjs'
import { runNode } from './lib/processes.mjs'
import { fail, stopAll, stopOnSignals } from './lib/stopping.mjs'
import { step } from './lib/steps.mjs'

/** What can be measured alone. */
const PARTS = ['folds', 'scale', 'pages', 'loyalty', 'value', 'results', 'rebuild', 'messages']

stopOnSignals(1)
process.env.NEXT_TELEMETRY_DISABLED = '1'
// It measures a shop of its own, never somebody's.
delete process.env.DATABASE_URL

await run().catch(fail)

async function run() {
  const { values: options } = parseArgs({
    options: {
      ...{ json: { type: 'boolean' }, against: { type: 'string' }, quick: { type: 'boolean' } },
      only: { type: 'string', multiple: true },
    },
  })
  const { quick, only = PARTS } = options
  const unknown = only.filter((part) => !PARTS.includes(part))
  if (unknown.length > 0) throw new Error(`There is no part "${unknown[0]}". The parts are ${PARTS.join(', ')}.`)
  const wants = (part) => only.includes(part)
  const earlier = options.against ? JSON.parse(readFileSync(options.against, 'utf8')) : undefined
  // Machines read what is printed last and alone; progress is for people.
  if (options.json) console.log = console.error

  const measured = { pages: [], javascript: [], folds: {}, decisions: {} }
  if (wants('folds')) Object.assign(measured, await step('folds', () => printedBy('bench/decisions.ts')))
  if (wants('scale'))
    measured.scale = await step('a large shop', () => printedBy('bench/scale.ts', ...(quick ? ['--quick'] : [])))
  const others = PARTS.filter((part) => wants(part) && part !== 'folds' && part !== 'scale')
  if (others.length > 0) await measureBase(others, measured, quick)

  const report = {
    machine: {
      ...{ node: process.versions.node, platform: `${process.platform} ${process.arch}` },
      ...{ cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: availableParallelism() },
    },
    ...measured,
    notes: cannotMeasure ? [cannotMeasure] : [],
  }
  if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  else console.log(`\n${told(report, earlier)}\n`)
  const faults = faultsOf(report)
  if (options.json) for (const fault of faults) console.error(`  ✗ ${fault}.`)
  await stopAll(faults.length > 0 ? 1 : 0)
}

/** What is measured over the seed, some of it over a shop that serves it. */
async function measureBase(parts, measured, quick) {
  const wants = (part) => parts.includes(part)
  const base = await openBase()
  const shop = wants('pages') || wants('rebuild') ? await openShop(base) : null
  if (wants('pages')) {
    measured.javascript = await step('JavaScript', () => measureScripts(shop.url, enterWithCart))
    await settle(shop.databaseUrl)
    const effort = quick ? { seconds: 1, rounds: 1, warmUp: 32 } : { seconds: 5, rounds: 3, warmUp: 320 }
    measured.pages = await step('requests', (say) => measurePages(shop, { ...effort, say }))
  }
  if (wants('loyalty')) {
    const size = quick ? { customers: 2_000, purchases: 20_000 } : { customers: 100_000, purchases: 1_000_000 }
    measured.loyalty = await step('loyalty', (say) => measureLoyalty(base.databaseUrl, { ...size, say }))
  }
  if (wants('value')) {
    const size = quick ? { customers: 2_000, orders: 20_000 } : { customers: 100_000, orders: 1_000_000 }
    measured.value = await step('value', (say) => measureValue(base.databaseUrl, { ...size, say }))
  }
  if (wants('results')) {
    const exposures = quick ? 5_000 : 50_000
    measured.results = await step('results', (say) => measureResults(base.databaseUrl, { exposures, say }))
  }
  if (wants('rebuild')) {
    const sessions = quick ? 150_000 : 500_000
    measured.rebuild = await step('a large log', (say) => measureRebuild(shop, { sessions, say }))
  }
  // Last, because it writes into the database that the others look at.
  if (wants('messages')) measured.messages = await step('messages', (say) => measureMessages(base.databaseUrl, say))
}

/** What a script of the bench prints: one line of JSON. */
async function printedBy(...script) {
  const { code, said } = await runNode(['--conditions=react-server', '--import', 'tsx', ...script], {
    onLine: () => {},
  })
  if (code !== 0) throw new Error(said)
  return JSON.parse(said.trim().split('\n').at(-1) ?? '')
}
