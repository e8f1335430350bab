// @ts-check
import { existsSync } from 'node:fs'
import path from 'node:path'
import { databaseOf, embeddedFolder, openDatabase, openServer, withClient, withDatabase } from './database.mjs'
import { migrate } from './migrate.mjs'
import { refuseForeign } from './seed.mjs'

/** @typedef {import('./database.mjs').Database & { name: string }} NamedDatabase */

/** PostgreSQL cuts longer names off without a word. */
const LONGEST_NAME = 63
/** The server's own: what lies in them is not for us, and it copies template1 into every new database. */
const RESERVED = ['postgres', 'template0', 'template1']

/**
 * Which database is meant: the one asked for by name, else the shop's own; a shop with another programme has one of its
 * own beside it ("sorento_classic"), as the demo does.
 *
 * @param {string} own the name of the shop's own database
 * @param {{ database?: string, program?: string }} asked program: the name of a preset
 * @throws {Error} for a name that cannot be used
 */
export function databaseName(own, { database, program }) {
  const name = database ?? (program && program !== 'sorento' ? `${own}_${program}` : own)
  if (name.trim() === '' || /[\x00-\x1f\x7f]/.test(name)) throw new Error(`"${name}" cannot name a database.`)
  if (Buffer.byteLength(name) > LONGEST_NAME) {
    throw new Error(`"${name}" is too long for the name of a database: at most ${LONGEST_NAME} bytes.`)
  }
  if (RESERVED.includes(name)) throw new Error(`"${name}" belongs to the server itself. Choose another name.`)
  return name
}

/**
 * Opens a database on the shop's server, made and migrated (not seeded) where it is absent, so that an analysis never
 * has to touch the shop's own. The embedded server is started where none runs; `stop` ends it again, unless somebody
 * else uses it.
 *
 * @param {{ database?: string, program?: string, say?: (line: string) => void }} asked say: gets a line for what was done
 * @returns {Promise<NamedDatabase>}
 * @throws {Error} where it cannot be reached, or holds tables that are not the shop's; the message says what to do
 */
export async function openNamedDatabase({ say = () => {}, ...asked }) {
  const database = await openDatabase((own) => databaseName(own, asked))
  try {
    const name = databaseOf(database.url)
    await refuseForeign(database.url)
    const applied = await migrate(database.url)
    say(`database ${database.told}${applied.length > 0 ? `; migrated: ${applied.join(', ')}` : ''}`)
    return { ...database, name }
  } catch (error) {
    await database.stop()
    throw error
  }
}

/**
 * The same database as it is, for looking only: nothing is made or migrated.
 *
 * @param {{ database?: string, program?: string }} asked
 * @returns {Promise<NamedDatabase & { there: boolean }>} there: false where there is no such database, or it was never
 *   migrated as far as the till's reports; its `url` is no use then
 */
export async function lookAtNamedDatabase(asked) {
  // Starting the embedded server for the first time would make it.
  if (!process.env.DATABASE_URL && !existsSync(path.join(embeddedFolder, 'PG_VERSION'))) {
    const name = databaseName('sorento', asked)
    return { url: '', embedded: true, name, told: 'no server yet', there: false, stop: async () => {} }
  }
  const server = await openServer()
  try {
    const name = databaseName(databaseOf(server.url), asked)
    const url = withDatabase(server.url, name)
    return { ...server, url, name, there: await isMigrated(url) }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** @param {string} url */
async function isMigrated(url) {
  try {
    const { rows } = await withClient(url, (client) =>
      client.query(`SELECT to_regclass('public.loyalty_entry') IS NOT NULL AS there`),
    )
    return rows[0].there === true
  } catch (error) {
    if (/** @type {{ code?: string }} */ (error).code === '3D000') return false
    throw new Error(`The server cannot be reached: ${/** @type {Error} */ (error).message}`, { cause: error })
  }
}
