// @ts-check
import path from 'node:path'
import pg from 'pg'
import { startPostgres } from './embedded-pg.mjs'
import { dataFolder } from './project.mjs'

/** Unlikely to be anybody else's, and easy to remember: PostgreSQL's own 5432, then "30" as in 3000. */
const EMBEDDED_PORT = 54_330

/**
 * @typedef {object} Database
 * @property {string} url
 * @property {boolean} embedded
 * @property {string} told what it is, in words for people, without the password
 * @property {() => Promise<void>} stop
 */

/**
 * The database to work on: the one DATABASE_URL names, else the database "sorento" of the embedded server in .data/.
 * It exists afterwards, but may be empty.
 *
 * @returns {Promise<Database>}
 * @throws {Error} where it cannot be reached; the message says what to do
 */
export async function openDatabase() {
  const given = process.env.DATABASE_URL
  if (given) {
    await ensureDatabase(given)
    return { url: given, embedded: false, told: `DATABASE_URL (${withoutPassword(given)})`, stop: async () => {} }
  }
  const dataDir = path.join(dataFolder, 'postgres')
  const server = await startPostgres({ dataDir, port: EMBEDDED_PORT })
  const url = withDatabase(server.url, 'sorento')
  try {
    await ensureDatabase(url)
  } catch (error) {
    await server.stop()
    throw error
  }
  const told = `embedded PostgreSQL on port ${server.port}${server.attached ? ', already running' : ''}`
  return { url, embedded: true, told, stop: server.stop }
}

/** The same server, another database. @param {string} url @param {string} name */
export function withDatabase(url, name) {
  const changed = new URL(url)
  changed.pathname = `/${encodeURIComponent(name)}`
  return changed.href
}

/** @param {string} url */
function withoutPassword(url) {
  try {
    const shown = new URL(url)
    if (shown.password) shown.password = '***'
    return shown.href
  } catch {
    return 'not an address'
  }
}

/**
 * Opens a connection, gives it to `work` and closes it.
 *
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // told by the query that was running
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** A name as SQL writes it. @param {string} name */
export const quoted = (name) => `"${name.replaceAll('"', '""')}"`

/** Makes the database an address names, unless it is there. @param {string} url */
export async function ensureDatabase(url) {
  try {
    await withClient(url, async () => {})
  } catch (error) {
    const { code, message } = /** @type {{ code?: string, message?: string }} */ (error)
    if (code !== '3D000') {
      throw new Error(`The database ${withoutPassword(url)} cannot be reached: ${message || code}`, { cause: error })
    }
    const name = decodeURIComponent(new URL(url).pathname.slice(1))
    await withClient(withDatabase(url, 'postgres'), (client) => client.query(`CREATE DATABASE ${quoted(name)}`))
  }
}

/**
 * A new database with all that another one holds. PostgreSQL refuses while somebody is connected to the original.
 *
 * @param {string} server an address on that server, of a database other than these two
 * @param {string} from
 * @param {string} to dropped first if it is there
 * @returns {Promise<string>} its address
 */
export async function cloneDatabase(server, from, to) {
  await withClient(server, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${quoted(to)} WITH (FORCE)`)
    await client.query('SELECT pg_advisory_lock(72707370)') // a template can be copied by one session at a time
    await client.query(`CREATE DATABASE ${quoted(to)} TEMPLATE ${quoted(from)}`)
  })
  return withDatabase(server, to)
}
