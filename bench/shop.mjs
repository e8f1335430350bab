// @ts-check
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'
import { build, isBuilt } from '../scripts/lib/build.mjs'
import { cloneDatabase, ensureDatabase, withClient, withDatabase } from '../scripts/lib/database.mjs'
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
 * A PostgreSQL of its own that holds the seed and nothing else. It does not wait for the disk: what is measured is work,
 * not the disk of this machine.
 *
 * @typedef {{ databaseUrl: string, copyUrl: string, settings: Record<string, string>, postgres: number }} Base
 * `postgres` is its process id; `copyUrl` is a second database with the same in it, which nobody uses yet; `settings` are
 * the secrets.
 *
 * @returns {Promise<Base>}
 */
export async function openBase() {
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
  const copyUrl = await cloneDatabase(server.url, 'sorento', 'sorento_log')
  return { databaseUrl, copyUrl, settings, postgres: server.pid }
}

/**
 * A shop as `npm run demo` serves it, over such a base.
 *
 * @typedef {Base & { url: string, app: number }} Shop `app` is its process id
 *
 * @param {Base} base
 * @returns {Promise<Shop>}
 */
export async function openShop(base) {
  if (!isBuilt()) await step('build', build)
  const { url, app } = await step('server', () => startApp({ ...base.settings, DATABASE_URL: base.databaseUrl }))
  return { ...base, url, app }
}

/**
 * Serves the build on a port of its own until everything is stopped, or `stop` is called.
 *
 * @param {Record<string, string>} settings its environment
 * @param {(line: string) => void} [onLine] gets what it says
 * @returns {Promise<{ url: string, app: number, stop: () => Promise<void> }>} `app`: the process id
 */
export async function startApp(settings, onLine) {
  const port = await freePort()
  const child = spawn(process.execPath, [inProject('scripts/serve.mjs')], {
    cwd: root,
    env: { ...process.env, ...settings, PORT: String(port), DEMO: '1', TRUSTED_IP_HEADER: '', NODE_ENV: 'production' },
    // With a channel to us it goes when we go, whatever ends us.
    stdio: ['ignore', onLine ? 'pipe' : 'ignore', 'inherit', 'ipc'],
  })
  if (onLine && child.stdout) createInterface({ input: child.stdout }).on('line', onLine)
  const { pid } = child
  if (!pid) throw new Error('The shop could not be started.')
  const stop = async () => {
    child.removeAllListeners('exit')
    child.kill('SIGTERM')
    await ended(pid, 10_000)
  }
  onStop(stop)
  await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The shop did not start within a minute.')), START_MS)
    child.once('exit', (code) => reject(new Error(`The shop ended with code ${code} before it was ready.`)))
    child.on('message', () => resolve(clearTimeout(late)))
  })
  return { url: `http://localhost:${port}`, app: pid, stop }
}

/** What the planner and the visibility map should know before anything is measured. @param {string} databaseUrl */
export const settle = (databaseUrl) => withClient(databaseUrl, (client) => client.query('vacuum analyze'))
