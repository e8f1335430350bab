// npm run loyalty:import -- FILE.csv: what the till or another shop knows of its customers becomes loyalty entries.
// docs/till.md says all about it.
import { calledFrom, EXIT, giveUp, readCommand, UsageFault, loadTypeScript } from './lib/command.mjs'
import { requireNode } from './lib/dependencies.mjs'
import { duration } from './lib/steps.mjs'
import { onStop, stopAll, stopOnSignals } from './lib/stopping.mjs'

const USAGE = `npm run loyalty:import -- FILE.csv [--program classic] [--database NAME] [--dry-run] [--json] [--refused PATH]

  FILE.csv     columns id,customer,time,kind,amount,currency,channel (UTF-8)
  --program    the programme whose currency and time zone hold: sorento or classic; it also chooses the database
  --database   another database on the same server, made where it is absent
  --dry-run    checks everything and writes nothing
  --json       prints one JSON object to standard output, and nothing else
  --refused    where refused rows are listed, instead of FILE.refused.csv

Ends with 0 when every row is in, 1 when some were refused, 2 when the file or the database could not be used.`

/** From here on the planner's idea of the tables is out of date. */
const MUCH = 10_000
const whole = (number) => Math.round(number).toLocaleString('en')

requireNode()
stopOnSignals(EXIT.impossible)
const tally = { rows: 0, created: 0, already: 0, refused: 0, customersCreated: 0 }
const json = process.argv.includes('--json')
await run().catch((error) => {
  if (json) console.log(JSON.stringify({ error: error.message, ...tally }))
  return giveUp(error, USAGE)
})

async function run() {
  const { values: asked, positionals } = readCommand(USAGE, {
    allowPositionals: true,
    options: {
      ...{ program: { type: 'string' }, database: { type: 'string' }, refused: { type: 'string' } },
      ...{ 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } },
    },
  })
  if (positionals.length !== 1) throw new UsageFault('Name one file.')
  const file = calledFrom(positionals[0])
  const dryRun = asked['dry-run'] ?? false

  await loadTypeScript()
  const { refusedBeside, refusedFile, sourceOf } = await import('./lib/loyalty-files.mjs')
  const { checkFile, importCsv } = await import('../lib/loyalty/ledger/import.ts')
  const { programmeFor } = await import('../lib/loyalty/ledger/programme.ts')

  await programmeFor(null, asked.program, new Date()) // a wrong name is told before anything is made
  const source = sourceOf(file)
  if (!source.again && !asked.refused) throw new UsageFault('Say where refused rows go: --refused PATH.')
  // Before anything is made: a file of another kind shall leave nothing behind.
  if (source.again) await checkFile(() => source.read())

  const ledger = await openLedger(asked, dryRun)
  const rules = await programmeFor(ledger.sql, asked.program, new Date())
  const refused = dryRun && !asked.refused ? null : refusedFile(calledFrom(asked.refused ?? refusedBeside(file)))
  const examples = []
  const start = performance.now()
  const show = progress(start)
  let read = 0
  await importCsv(
    source.read((bytes) => (read = bytes)),
    {
      ...{ rules, tally, write: ledger.write },
      refuse: async (rows) => {
        if (examples.length < 5) examples.push(...rows.slice(0, 5 - examples.length))
        await refused?.add(rows)
      },
      progress: () => show(tally.rows, source.again && source.size > 0 ? read / source.size : undefined),
    },
  ).finally(async () => (ledger.refusedFile = (await refused?.close()) ?? null))
  if (!dryRun && tally.created >= MUCH) await ledger.analyse()

  const seconds = (performance.now() - start) / 1000
  const report = {
    ...{ file, database: ledger.name, program: rules.name, dryRun, ...tally, refusedFile: ledger.refusedFile },
    ...{ seconds: Number(seconds.toFixed(3)), rowsPerSecond: Math.round(tally.rows / Math.max(seconds, 0.001)) },
  }
  tell(report, examples)
  if (json) console.log(JSON.stringify(report))
  await stopAll(tally.refused > 0 ? EXIT.refused : EXIT.done)
}

/** The place where rows go: the database, or with a dry run nowhere. */
async function openLedger(asked, dryRun) {
  const { lookAtNamedDatabase, openNamedDatabase } = await import('./lib/named-database.mjs')
  const say = (line) => console.error(`  · ${line}`)
  const database = dryRun
    ? { there: false, ...(await lookAtNamedDatabase(asked)) }
    : await openNamedDatabase({ ...asked, say })
  onStop(database.stop)
  if (dryRun)
    say(`dry run: nothing is written; database ${database.name}${database.there ? '' : ', which is not there yet'}`)
  const { rehearsal } = await import('../lib/loyalty/ledger/rehearse.ts')
  if (dryRun && !database.there) return { name: database.name, sql: null, write: rehearsal(null) }

  const { default: pg } = await import('pg')
  const { writeReports } = await import('../lib/loyalty/ledger/write.ts')
  const client = new pg.Client({ connectionString: database.url })
  client.on('error', () => {}) // told by the query that was running
  await client.connect()
  onStop(() => client.end())
  const sql = async (text, values) => (await client.query(text, values)).rows
  const write = async (reports) => {
    await client.query('begin')
    try {
      const written = await writeReports(sql, reports)
      await client.query('commit')
      return written
    } catch (error) {
      await client.query('rollback').catch(() => {}) // the connection may be what failed
      throw error
    }
  }
  const analyse = () => client.query('analyze customer, loyalty_entry')
  return { name: database.name, sql, write: dryRun ? rehearsal(sql) : write, analyse }
}

/** Tells how far it is: in place on a terminal, else a line every few seconds. */
function progress(start) {
  const { isTTY } = process.stderr
  let next = start + (isTTY ? 250 : 2000)
  return (rows, share) => {
    const now = performance.now()
    if (now < next) return
    next = now + (isTTY ? 250 : 2000)
    const speed = `${whole(rows / ((now - start) / 1000))} rows/s`
    const line = `  · ${whole(rows)} rows, ${speed}${share === undefined ? '' : `, ${Math.floor(share * 100)} %`}`
    process.stderr.write(isTTY ? `\r${line}  ` : `${line}\n`)
  }
}

function tell(report, examples) {
  const { rows, created, already, refused, customersCreated, seconds, rowsPerSecond, dryRun } = report
  const clear = process.stderr.isTTY ? '\r' : ''
  const would = dryRun ? 'would be ' : ''
  console.error(
    `${clear}  ✓ ${whole(rows)} rows in ${duration(seconds * 1000)} (${whole(rowsPerSecond)} rows/s)       `,
  )
  console.error(
    `    ${whole(created)} ${would}created, ${whole(already)} there already, ${whole(refused)} refused; ` +
      `${whole(customersCreated)} customers ${would}created`,
  )
  for (const { line, reason } of examples) console.error(`    line ${line}: ${reason}`)
  if (refused > examples.length) console.error(`    … and ${whole(refused - examples.length)} more`)
  if (report.refusedFile) console.error(`    All refused rows are in ${report.refusedFile}`)
}
