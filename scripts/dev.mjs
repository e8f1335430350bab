// npm run dev: the embedded database (or DATABASE_URL), migrated and filled, and Next's development server on PORT
// (3000). Changes show at once; the server in front that states a request's address is absent here.
import { installDependencies, requireNode } from './lib/dependencies.mjs'
import { step } from './lib/steps.mjs'
import { fail, stopAll, stopOnSignals } from './lib/stopping.mjs'

requireNode()
stopOnSignals()
process.env.NEXT_TELEMETRY_DISABLED = '1'

await run().catch(fail)

async function run() {
  await step('dependencies', installDependencies, (installed) => (installed ? 'installed' : 'complete'))
  const { freePort } = await import('./lib/embedded-pg.mjs')
  const { runNode } = await import('./lib/processes.mjs')
  const { ensureClient } = await import('./lib/prisma-cli.mjs')
  const { inProject } = await import('./lib/project.mjs')
  const { readyDatabase } = await import('./lib/ready.mjs')
  const { secrets } = await import('./lib/secrets.mjs')

  const settings = secrets()
  await step('client', ensureClient, (made) => (made ? 'made from the schema' : 'up to date'))
  const database = await readyDatabase({ reset: process.argv.includes('--reset'), settings })
  const wanted = Number(process.env.PORT || 3000)
  const port = await freePort(wanted)
  if (port !== wanted) console.log(`  · port ${wanted} is in use; taking ${port}`)

  const own = { DEMO: process.env.DEMO ?? '1', SITE_URL: process.env.SITE_URL || `http://localhost:${port}` }
  const env = { ...process.env, ...settings, ...own, DATABASE_URL: database.url }
  const { code } = await runNode([inProject('node_modules/next/dist/bin/next'), 'dev', '--port', String(port)], { env })
  await stopAll(code)
}
