// npm run eval:value -- SUMMARY.csv [--json]
// Fits BG/NBD and Gamma-Gamma, and tries them on weeks they have not seen. docs/value-prediction.md explains the numbers.
import { parseArgs } from 'node:util'
import { calledFrom, loadTypeScript } from './lib/command.mjs'

const USAGE = `  npm run eval:value -- SUMMARY.csv [--json]
  npm run eval:value -- --holdout PURCHASES [--json]

  Fits BG/NBD (how often customers buy, and for how long) and, where money is given, Gamma-Gamma (how much).
  A summary has a header and the columns ID; frequency or x; recency or t_x; T; and monetary_value or zbar.

    --holdout PURCHASES  instead: learns from weeks 1 to 39 of a log of purchases and says who buys in weeks 40 to 78.
                         A line of the log ends in a date (YYYYMMDD), units and money, and begins with the customer.
    --json               one object on standard output`

process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})
await run().catch((error) => {
  const message = error instanceof Error ? error.message : String(error)
  console.error(`\n  ✗ ${message}\n\n${USAGE}\n`)
  process.exitCode = 1
})

async function run() {
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    console.log(USAGE)
    return
  }
  const { values: asked, positionals: files } = parseArgs({
    options: { holdout: { type: 'string' }, json: { type: 'boolean' } },
    allowPositionals: true,
  })
  const wanted = [asked.holdout, ...files].filter((file) => file !== undefined)
  if (wanted.length !== 1) throw new Error('Name one file: a summary, or --holdout and a log of purchases.')
  const file = calledFrom(wanted[0])

  await loadTypeScript()
  const say = (line) => console.error(`  ${line}`)
  const [answer, told] = asked.holdout === undefined ? await fit(file, say) : await holdOut(file)
  process.stdout.write(asked.json ? `${JSON.stringify(answer)}\n` : `\n${told}\n\n`)
}

async function fit(file, say) {
  const { fitted, toldFit } = await import('../bench/evaluate/value/answer.ts')
  const answer = await fitted(file, say)
  return [answer, toldFit(answer)]
}

async function holdOut(file) {
  const { heldOut } = await import('../bench/evaluate/value/held-out.ts')
  const { toldHeldOut } = await import('../bench/evaluate/value/told.ts')
  const answer = await heldOut(file)
  return [answer, toldHeldOut(answer)]
}
