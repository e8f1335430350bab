// @ts-check
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { build, isBuilt } from '../scripts/lib/build.mjs'
import { ensureDatabase, withClient, withDatabase } from '../scripts/lib/database.mjs'
import { freePort } from '../scripts/lib/embedded-pg.mjs'
import { migrate } from '../scripts/lib/migrate.mjs'
import { ended } from '../scripts/lib/processes.mjs'
import { inProject, root } from '../scripts/lib/project.mjs'
import { seed } from '../scripts/lib/seed.mjs'
import { step } from '../scripts/lib/steps.mjs'
import { onStop } from '../scripts/lib/stopping.mjs'
import { startThrowaway } from '../scripts/lib/throwaway-pg.mjs'

/** How long the shop may take to start. */
const START_MS = 60_000

/**
 * A shop as `npm run demo` serves it, on a PostgreSQL of its own that holds the seed and nothing else. The database does
 * not wait for the disk: what is measured is work, not the disk of this machine.
 *
 * @typedef {{ url: string, databaseUrl: string, app: number, postgres: number }} Shop
 * `app` and `postgres` are the process ids of the two servers.
 *
 * @returns {Promise<Shop>}
 */
export async function openShop() {
  const server = await step('database', startThrowaway, ({ port }) => `throw-away PostgreSQL on port ${port}`)
  onStop(server.stop)
  const databaseUrl = withDatabase(server.url, 'sorento')
  const settings = {
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    COOKIE_SECRET: randomBytes(32).toString('base64url'),
    DEMO_PASSWORD: randomBytes(12).toString('base64url'),
  }
  await ensureDatabase(databaseUrl)
  await step('migrations', () => migrate(databaseUrl))
  await step('seed', () => seed(databaseUrl, settings, () => {}))
  if (!isBuilt()) await step('build', build)
  const port = await freePort()
  const app = await step('server', () => startApp({ ...settings, DATABASE_URL: databaseUrl, PORT: String(port) }))
  return { url: `http://localhost:${port}`, databaseUrl, app, postgres: server.pid }
}

/** @param {Record<string, string>} settings @returns {Promise<number>} the process id */
async function startApp(settings) {
  const child = spawn(process.execPath, [inProject('scripts/serve.mjs')], {
    cwd: root,
    env: { ...process.env, ...settings, DEMO: '1', TRUSTED_IP_HEADER: '', NODE_ENV: 'production' },
    // With a channel to us it goes when we go, whatever ends us.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const { pid } = child
  if (!pid) throw new Error('The shop could not be started.')
  onStop(async () => {
    child.kill('SIGTERM')
    await ended(pid, 10_000)
  })
  await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The shop did not start within a minute.')), START_MS)
    child.once('exit', (code) => reject(new Error(`The shop ended with code ${code} before it was ready.`)))
    child.on('message', () => resolve(clearTimeout(late)))
  })
  return pid
}

/** What the planner and the visibility map should know before anything is measured. @param {string} databaseUrl */
export const settle = (databaseUrl) => withClient(databaseUrl, (client) => client.query('vacuum analyze'))
