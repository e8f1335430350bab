// npm run messages:run -- [--as-of MOMENT] [--database NAME] [--json]
// Decides which lifecycle messages are due, writes them down and sends them. docs/messages.md says what is promised.
import { asOfMoment, EXIT, giveUp, openForLib, readCommand, UsageFault } from './lib/command.mjs'
import { stopAll, stopOnSignals } from './lib/stopping.mjs'

const USAGE = `  npm run messages:run -- [options]

  Decides for every customer which messages are due, writes them down, each cause once, and sends what is due: over
  SMTP_URL where it is set, else it is kept in the outbox and the inbox. Every five minutes is meant. Safe to stop, to run
  again, to run twice at once and to run while the shop is open.

    --as-of MOMENT       not now but then, as in 2026-11-16T20:20:00Z; a day alone is its beginning (UTC). Not later
                         than the shop's now: what is not yet so is a presenter's to rehearse
    --database NAME      another database on the same server
    --json               one object on standard output

  Ends with 0 when all is done, with 1 when something was left for the next run, with 2 when it cannot run.`

stopOnSignals(1)
await run().catch((error) => giveUp(error, USAGE))

async function run() {
  const { values: asked } = readCommand(USAGE, {
    options: { 'as-of': { type: 'string' }, database: { type: 'string' }, json: { type: 'boolean' } },
  })
  const given = asOfMoment(asked['as-of'])
  const say = (line) => console.error(`  ${line}`)
  const database = await openForLib({ database: asked.database, say })
  const { domainClock, realNow } = await import('../lib/core/clock.ts')
  const { runWhole } = await import('../lib/messages/run/whole.ts')
  const { now } = await domainClock(0)
  if (given && given > now) {
    throw new UsageFault(
      `--as-of ${given.toISOString()} is later than the shop's now, ${now.toISOString()}: real customers would get what is not so yet. A rehearsal is the presenter's (/demo).`,
    )
  }
  const asOf = given ?? now
  const began = performance.now()
  const done = await runWhole({ asOf, realNow: realNow() })
  const seconds = (performance.now() - began) / 1_000
  if (asked.json) console.log(JSON.stringify({ database: database.name, asOf, seconds, ...done }))
  else for (const line of inWords({ asOf, seconds, ...done })) say(line)
  const { retrying, unfinished } = done.delivery
  await stopAll(done.run.failed + retrying > 0 || unfinished ? EXIT.refused : EXIT.done)
}

/** @param {{ asOf: Date, seconds: number } & import('../lib/messages/run/whole').WholeRun} done */
function inWords({ asOf, seconds, run, campaigns, delivery }) {
  const lines = [
    `${run.customers} customers looked at as of ${asOf.toISOString()}, ${seconds.toFixed(1)} s`,
    `${run.written} messages written, ${run.held} held for a comparison, ${run.suppressed} not written to who cannot or does not want to get them, ${run.postponed} left for a later run`,
  ]
  if (campaigns.written + campaigns.held + campaigns.suppressed + campaigns.postponed > 0) {
    lines.push(`Of campaigns: ${campaigns.written} written, ${campaigns.held} held, ${campaigns.suppressed} not wanted`)
  }
  lines.push(
    `${delivery.sent} sent, ${delivery.kept} kept without a mail server, ${delivery.suppressed} no longer due or refused`,
  )
  if (delivery.retrying > 0) lines.push(`${delivery.retrying} to be tried again: the mail server did not take them yet`)
  if (delivery.waiting > 0)
    lines.push(`${delivery.waiting} wait for their recipients: for their morning, or because they had one today`)
  if (delivery.unfinished) lines.push('Sending ended before everything was looked at; the next run goes on')
  if (run.failed > 0) lines.push(`${run.failed} customers were left for the next run by a fault; see above`)
  return lines
}
