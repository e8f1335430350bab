// npm run profiles:prune -- [--database NAME] [--json]
// Deletes the behaviour that no profile and no ranking needs any more. docs/privacy.md says what, and how to schedule it.
import { giveUp, openForLib, readCommand } from './lib/command.mjs'
import { stopAll, stopOnSignals } from './lib/stopping.mjs'

const USAGE = `  npm run profiles:prune -- [options]

  Deletes observed behaviour older than the longest time for which anything reads it (the settings profileDaysCustomer
  and profileDaysVisitor, and what rankings need), and what strangers had said a year after their last visit. Purchases
  and returns stay. Safe to stop and to run again, also while the shop is open.

    --database NAME      another database on the same server
    --json               one object on standard output`

stopOnSignals(1)
await run().catch((error) => giveUp(error, USAGE))

async function run() {
  const { values: asked } = readCommand(USAGE, {
    options: { database: { type: 'string' }, json: { type: 'boolean' } },
  })
  const say = (line) => console.error(`  ${line}`)
  const database = await openForLib({ database: asked.database, say })
  const { domainClock } = await import('../lib/core/clock.ts')
  const { pruneProfiles } = await import('../lib/flows/prune-profiles.ts')
  const { now } = await domainClock(0)
  const { behaviour, before, said, exposures } = await pruneProfiles(now)
  if (asked.json) console.log(JSON.stringify({ database: database.name, before, behaviour, said, exposures }))
  else {
    say(`${behaviour} observations from before ${before.toISOString()} deleted`)
    say(`${said} wishes and opinions of strangers who did not come back deleted`)
    say(`${exposures} exposures of theirs to experiments deleted`)
  }
  await stopAll(0)
}
