// npm run value:run -- [--as-of MOMENT] [--database NAME] [--json]
// Works out what the shop knows of all customers together, for requests and the studio. docs/value.md says what.
import { asOfMoment, giveUp, openForLib, readCommand } from './lib/command.mjs'
import { stopAll, stopOnSignals } from './lib/stopping.mjs'

const USAGE = `  npm run value:run -- [options]

  Folds every customer as a page does, fits the models that predict purchases, and writes what came of it as a dated
  snapshot: who is a VIP, the average band, percentiles, and the studio's lists and charts. Once a day, at night, is
  enough. Safe to stop, to run again and to run while the shop is open; of the same moment the newer one stays.

    --as-of MOMENT       not now but then, as in 2026-11-16T20:20:00Z; a day alone is its beginning (UTC)
    --database NAME      another database on the same server
    --json               one object on standard output`

stopOnSignals(1)
await run().catch((error) => giveUp(error, USAGE))

async function run() {
  const { values: asked } = readCommand(USAGE, {
    options: { 'as-of': { type: 'string' }, database: { type: 'string' }, json: { type: 'boolean' } },
  })
  const given = asOfMoment(asked['as-of'])
  const say = (line) => console.error(`  ${line}`)
  const database = await openForLib({ database: asked.database, say })
  const { domainClock } = await import('../lib/core/clock.ts')
  const { runValue } = await import('../lib/value/base/run.ts')
  const asOf = given ?? (await domainClock(0)).now
  const { customers, active, seconds } = await runValue(asOf, () => performance.now())
  const total = Object.values(seconds).reduce((sum, each) => sum + each, 0)
  if (asked.json) {
    console.log(JSON.stringify({ database: database.name, asOf, customers, active, total, seconds }))
  } else {
    const parts = Object.entries(seconds).map(([part, took]) => `${part} ${took.toFixed(1)} s`)
    say(`${customers} customers as of ${asOf.toISOString()}, ${active} of them with a score`)
    say(`${total.toFixed(1)} s: ${parts.join(', ')}`)
  }
  await stopAll(0)
}
