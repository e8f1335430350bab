// npm run loyalty:report -- [--program NAME] [--as-of DAY] [--database NAME] [--set PATH=VALUE] [--json]
// Members by tier over the whole base; `--what-if PATH=VALUE` beside another programme, `--audience TIER --csv` as a
// list. docs/reports.md shows each.
import { giveUp, loadTypeScript, openForLib, readCommand, UsageFault } from './lib/command.mjs'
import { stopAll, stopOnSignals } from './lib/stopping.mjs'

const USAGE = `  npm run loyalty:report -- [options]

  Counts the members of each tier over the whole base, as of the end of a day.

    --program NAME       a preset, sorento or classic; else the database's own programme
    --as-of DAY          such as 2011-12-09; else today, which in the demo is the shop's today
    --database NAME      another database on the same server, made when it is absent
    --set PATH=VALUE     with a setting replaced, such as hold.days=30; may be given again
    --what-if PATH=VALUE beside the same with a setting replaced, such as tiers.Green.threshold=250: who moves
                         where, and what the discounts would have cost; may be given again
    --audience TIER      lists the members of a tier, by its name; none: those below the lowest
    --csv                the audience as CSV
    --json               one object on standard output, amounts in minor units`

stopOnSignals(1)
await run().catch((error) => giveUp(error, USAGE))

async function run() {
  const { values: asked } = readCommand(USAGE, {
    options: {
      program: { type: 'string' },
      'as-of': { type: 'string' },
      database: { type: 'string' },
      set: { type: 'string', multiple: true },
      'what-if': { type: 'string', multiple: true },
      audience: { type: 'string' },
      csv: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  })
  // What is printed is the answer and nothing else; all that is said on the way is for people.
  const say = (line) => console.error(`  ${line}`)
  const print = (text) => new Promise((resolve) => process.stdout.write(text, () => resolve()))
  process.stdout.on('error', (error) => (error.code === 'EPIPE' ? stopAll(0) : giveUp(error, USAGE)))

  await loadTypeScript()
  const { answer, checkAsked, NotPossible } = await import('./lib/loyalty-answer.ts')
  try {
    checkAsked(asked)
    await openForLib({ database: asked.database, program: asked.program, say })
    await answer(asked, { print, say })
  } catch (error) {
    throw error instanceof NotPossible ? new UsageFault(error.message) : error
  }
  await stopAll(0)
}
