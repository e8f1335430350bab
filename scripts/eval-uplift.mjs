// npm run eval:uplift [-- --runs N --seed S --json]
// Whether measuring can be trusted: experiments whose truth is known, through the shop's own assignment and analysis.
// docs/measure.md explains the numbers.
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { loadTypeScript } from './lib/command.mjs'

const USAGE = `  npm run eval:uplift [-- --runs N --seed S --json]

  Simulates experiments whose truth is known, without an effect, with one, and with a broken logger, and says how often
  the analysis is right. Needs no database.

    --runs N   how many of each (1000)
    --seed S   the same seed gives the same numbers; a fresh one, which is printed, where none is given
    --json     one object on standard output`

const LARGEST_SEED = 2 ** 32 - 1
const TOLD_EVERY_MS = 5_000

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
  const { values: asked } = parseArgs({
    options: { runs: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' } },
  })
  const runs = wholeNumber('--runs', asked.runs, 1, 1_000_000) ?? 1_000
  const seed = wholeNumber('--seed', asked.seed, 0, LARGEST_SEED) ?? randomInt(LARGEST_SEED)

  await loadTypeScript()
  const { uplift, toldUplift } = await import('../bench/evaluate/uplift/answer.ts')
  console.error(`  seed ${seed}`)
  let last = performance.now()
  const answer = uplift(runs, seed, (done) => {
    if (performance.now() - last < TOLD_EVERY_MS) return
    last = performance.now()
    console.error(`  ${done} of ${runs} runs`)
  })
  process.stdout.write(asked.json ? `${JSON.stringify(answer)}\n` : `\n${toldUplift(answer)}\n\n`)
}

/** @param {string} name @param {string | undefined} text @param {number} least @param {number} most */
function wholeNumber(name, text, least, most) {
  if (text === undefined) return null
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < least || number > most) {
    throw new Error(`${name} is "${text}", not a whole number from ${least} to ${most}.`)
  }
  return number
}
