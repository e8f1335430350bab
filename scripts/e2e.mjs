// npm run test:e2e -- <arguments for Playwright>: the browser tests alone, on a build of the sources as they are.
import { build, isBuilt } from './lib/build.mjs'
import { verdict } from './lib/counts.mjs'
import { runBrowserTests } from './lib/e2e.mjs'
import { step } from './lib/steps.mjs'
import { fail, stopAll, stopOnSignals } from './lib/stopping.mjs'

stopOnSignals(1)
await run().catch(fail)

async function run() {
  if (!isBuilt()) await step('build', build)
  const counts = await runBrowserTests(process.argv.slice(2))
  console.log(`\n${verdict(counts)}`)
  await stopAll(counts.failed ? 1 : 0)
}
