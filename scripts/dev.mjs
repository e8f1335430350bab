// npm run dev: the embedded database (or DATABASE_URL), migrated and filled, and Next's development server on PORT
// (3000). Changes show at once; the server in front that states a request's address is absent here.
import { spawn } from 'node:child_process'
import { installDependencies, requireNode } from './lib/dependencies.mjs'
import { step } from './lib/steps.mjs'

requireNode()
process.env.NEXT_TELEMETRY_DISABLED = '1'
await step('dependencies', installDependencies, (installed) => (installed ? 'installed' : 'complete'))

const { freePort } = await import('./lib/embedded-pg.mjs')
const { ensureClient } = await import('./lib/prisma-cli.mjs')
const { inProject, root } = await import('./lib/project.mjs')
const { readyDatabase } = await import('./lib/ready.mjs')
const { secrets } = await import('./lib/secrets.mjs')

const settings = secrets()
await step('client', ensureClient, (made) => (made ? 'made from the schema' : 'up to date'))
const database = await readyDatabase({ reset: process.argv.includes('--reset'), settings })
const wanted = Number(process.env.PORT || 3000)
const port = await freePort(wanted)
if (port !== wanted) console.log(`  · port ${wanted} is in use; taking ${port}`)

const env = { ...process.env, ...settings, DATABASE_URL: database.url, DEMO: process.env.DEMO ?? '1' }
const next = spawn(process.execPath, [inProject('node_modules/next/dist/bin/next'), 'dev', '--port', String(port)], {
  cwd: root,
  env,
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => next.kill('SIGTERM'))
next.once('close', async (code) => {
  await database.stop()
  process.exit(code ?? 0)
})
