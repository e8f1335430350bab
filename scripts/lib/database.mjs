// @ts-check
import path from 'node:path'
import pg from 'pg'
import { startPostgres } from './embedded-pg.mjs'
import { dataFolder } from './project.mjs'

/** Unlikely to be anybody else's, and easy to remember: PostgreSQL's own 5432, then "30" as in 3000. */
const EMBEDDED_PORT = 54_330
/** Where the embedded server keeps its data; made by its first start. */
export const embeddedFolder = path.join(dataFolder, 'postgres')

/**
 * @typedef {object} Database
 * @property {string} url
 * @property {boolean} embedded
 * @property {string} told what it is, in words for people, without the password
 * @property {() => Promise<void>} stop
 */

/**
 * The server to work on: the one of DATABASE_URL, else the embedded one in .data/. Its `url` names the shop's own
 * database there ("sorento" on the embedded one), which may not exist yet.
 *
 * @returns {Promise<Database>}
 * @throws {Error} where the embedded one does not start, or DATABASE_URL is no address; the message says what to do
 */
export async function openServer() {
  const given = process.env.DATABASE_URL
  if (given) {
    if (!URL.canParse(given))
      throw new Error('DATABASE_URL is not an address like postgresql://user:password@host/name.')
    return { url: given, embedded: false, told: `DATABASE_URL (${withoutPassword(given)})`, stop: async () => {} }
  }
  const server = await startPostgres({ dataDir: embeddedFolder, port: EMBEDDED_PORT })
  const told = `embedded PostgreSQL on port ${server.port}${server.attached ? ', already running' : ''}`
  return { url: withDatabase(server.url, 'sorento'), embedded: true, told, stop: server.stop }
}

/**
 * A database on that server: the shop's own, unless `choose` names another one beside it. It exists afterwards, but may
 * be empty.
 *
 * @param {(own: string) => string} [choose] gets the name of the shop's own database
 * @returns {Promise<Database>}
 * @throws {Error} where it cannot be reached; the message says what to do
 */
export async function openDatabase(choose = (own) => own) {
  const server = await openServer()
  try {
    const own = databaseOf(server.url)
    const name = choose(own)
    const url = name === own ? server.url : withDatabase(server.url, name)
    await ensureDatabase(url)
    return { ...server, url, told: name === own ? server.told : `${name}: ${server.told}` }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** The name of the database that an address names. @param {string} url */
export const databaseOf = (url) => decodeURIComponent(new URL(url).pathname.slice(1)) || 'postgres'

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
    await withClient(withDatabase(url, 'postgres'), (client) =>
      client.query(`CREATE DATABASE ${quoted(databaseOf(url))}`),
    ).catch((/** @type {{ code?: string }} */ failed) => {
      // Somebody else made it at the same moment: theirs is as good as ours.
      if (!['42P04', '23505'].includes(failed.code ?? '')) throw failed
    })
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
