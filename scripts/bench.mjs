// npm run bench: what the shop costs. `-- --json` prints the report for machines, `--against FILE` compares with an
// earlier one, `--quick` measures shortly, to see that everything works. docs/performance.md says how to read it.
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { cannotMeasure } from '../bench/cpu.mjs'
import { measureScripts } from '../bench/javascript.mjs'
import { measureLoyalty } from '../bench/loyalty.mjs'
import { enterWithCart, measurePages } from '../bench/pages.mjs'
import { faultsOf, told } from '../bench/report.mjs'
import { openShop, settle } from '../bench/shop.mjs'
import { runNode } from './lib/processes.mjs'
import { fail, stopAll, stopOnSignals } from './lib/stopping.mjs'
import { step } from './lib/steps.mjs'

stopOnSignals(1)
process.env.NEXT_TELEMETRY_DISABLED = '1'
// It measures a shop of its own, never somebody's.
delete process.env.DATABASE_URL

await run().catch(fail)

async function run() {
  const { values: options } = parseArgs({
    options: { json: { type: 'boolean' }, against: { type: 'string' }, quick: { type: 'boolean' } },
  })
  const earlier = options.against ? JSON.parse(readFileSync(options.against, 'utf8')) : undefined
  // Machines read what is printed last and alone; progress is for people.
  if (options.json) console.log = console.error

  const { folds, decisions } = await step('folds', measureFolds)
  const shop = await openShop()
  const javascript = await step('JavaScript', () => measureScripts(shop.url, enterWithCart))
  await settle(shop.databaseUrl)
  const effort = options.quick ? { seconds: 1, rounds: 1, warmUp: 32 } : { seconds: 5, rounds: 3, warmUp: 320 }
  const pages = await step('requests', (say) => measurePages(shop, { ...effort, say }))
  const base = options.quick ? { customers: 2_000, purchases: 20_000 } : { customers: 100_000, purchases: 1_000_000 }
  const loyalty = await step('loyalty', (say) => measureLoyalty(shop.databaseUrl, { ...base, say }))

  const report = {
    machine: {
      ...{ node: process.versions.node, platform: `${process.platform} ${process.arch}` },
      ...{ cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: availableParallelism() },
    },
    ...{ pages, javascript, folds, decisions, loyalty },
    notes: cannotMeasure ? [cannotMeasure] : [],
  }
  if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  else console.log(`\n${told(report, earlier)}\n`)
  const faults = faultsOf(report)
  if (options.json) for (const fault of faults) console.error(`  ✗ ${fault}.`)
  await stopAll(faults.length > 0 ? 1 : 0)
}

async function measureFolds() {
  const { code, said } = await runNode(['--conditions=react-server', '--import', 'tsx', 'bench/decisions.ts'], {
    onLine: () => {},
  })
  if (code !== 0) throw new Error(said)
  return JSON.parse(said.trim().split('\n').at(-1) ?? '')
}
