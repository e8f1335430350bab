// npm run eval:ranking -- --train FILE --test FILE [--algorithm NAME] [--json]
// How well the session neighbours say what comes next, on a click log. docs/ranking-sessions.md shows and explains it.
import { parseArgs } from 'node:util'
import { calledFrom, loadTypeScript } from './lib/command.mjs'

const USAGE = `  npm run eval:ranking -- --train FILE --test FILE [options]

  Learns from a click log, then predicts the next item after every prefix of every test session.
  A log has the columns SessionId, ItemId and Time with a header, divided by tabs.

    --train FILE       the log to learn from
    --test FILE        the log to predict
    --day N            instead of --test: the Nth last day of the training log, after what came before it
    --algorithm NAME   fused (the shop's own), vmis, vsknn, stan, vstan, rules or popular
    --set NAME=NUMBER  with a setting of fused replaced, such as hop=0; may be given again
    --json             one object on standard output`

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
  const text = /** @type {const} */ ({ type: 'string' })
  const { values: asked } = parseArgs({
    options: {
      ...{ train: text, test: text, day: text, algorithm: text },
      set: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    },
  })
  const from = (file) => (file === undefined ? undefined : calledFrom(file))
  const files = { train: from(asked.train), test: from(asked.test) }

  await loadTypeScript()
  const { answer, told } = await import('../bench/evaluate/ranking/answer.ts')
  const given = await answer({ ...asked, ...files }, (line) => console.error(`  ${line}`))
  process.stdout.write(asked.json ? `${JSON.stringify(given)}\n` : `\n${told(given)}\n\n`)
}
