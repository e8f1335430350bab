// @ts-check
import { verify } from '@node-rs/argon2'
import { withClient } from './database.mjs'
import { migrate } from './migrate.mjs'
import { runNode } from './processes.mjs'

/** On the table "setting", because it survives whatever a seed does to the rows. */
const IN_PROGRESS = 'the demo is filling this database'

/** @typedef {'empty' | 'seeded' | 'interrupted' | 'foreign'} State */

/**
 * What a migrated database holds: nothing; the demo's finished seed; one that was interrupted; or something that the
 * demo did not put there and must not touch.
 *
 * @param {string} url
 * @returns {Promise<State>}
 */
export function seedState(url) {
  return withClient(url, async (client) => {
    const { rows } = await client.query(
      `
      SELECT EXISTS (SELECT FROM setting WHERE key = 'seeded') AS seeded,
        obj_description('setting'::regclass, 'pg_class') IS NOT DISTINCT FROM $1 AS "inProgress",
        EXISTS (SELECT FROM product) OR EXISTS (SELECT FROM customer) OR EXISTS (SELECT FROM event) AS filled`,
      [IN_PROGRESS],
    )
    const { seeded, inProgress, filled } = rows[0]
    if (inProgress) return 'interrupted'
    if (seeded) return 'seeded'
    return filled ? 'foreign' : 'empty'
  })
}

/**
 * Looks whether a database is ours to work on: empty, the shop's, or one in which its first start was cut short. Changes
 * nothing.
 *
 * @param {string} url
 * @throws {Error} where it holds tables, but not ours
 */
export async function refuseForeign(url) {
  const { rows } = await withClient(url, (client) =>
    client.query(`
      SELECT to_regclass('public._prisma_migrations') IS NOT NULL AND to_regclass('public.setting') IS NOT NULL AS ours,
        EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations') AS filled`),
  )
  if (rows[0].filled && !rows[0].ours) {
    throw new Error(
      "This database holds tables that are not the shop's; it was left alone. Set DATABASE_URL to another.",
    )
  }
}

/**
 * Removes all that is in the database and makes its tables anew.
 *
 * @param {string} url
 * @throws {Error} where the database holds tables, but not ours
 */
export async function resetDatabase(url) {
  await refuseForeign(url)
  await withClient(url, (client) => client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public'))
  await migrate(url)
}

/**
 * Fills a migrated, empty database with the catalogue, the simulated past and the demo's personas, and records that it
 * did. Killed midway, the next seedState() says 'interrupted'.
 *
 * @param {string} url
 * @param {Record<string, string>} settings what the seed reads besides the environment we have: the secrets
 * @param {(line: string) => void} say gets its lines of progress
 * @param {string} [program] whose shop it is: a preset of lib/loyalty/presets, else the house's own
 */
export async function seed(url, settings, say, program = 'sorento') {
  await withClient(url, (client) => client.query(`COMMENT ON TABLE setting IS '${IN_PROGRESS}'`))
  const script = ['--conditions=react-server', '--import', 'tsx', 'prisma/seed/index.ts', '--program', program]
  const { code, said } = await runNode(script, {
    env: { ...process.env, ...settings, DATABASE_URL: url },
    onLine: (line) => line.trim() && say(line.trim()),
  })
  if (code !== 0) throw new Error(`Filling the database failed.\n${said}`)
  await withClient(url, async (client) => {
    await client.query(`INSERT INTO setting (key, value) VALUES ('seeded', $1) ON CONFLICT (key) DO NOTHING`, [
      new Date().toISOString(),
    ])
    await client.query('COMMENT ON TABLE setting IS NULL')
    await client.query('ANALYZE') // the planner knows nothing of what has just been loaded
  })
}

/** @typedef {{ name: string, email: string, line: string }} Account */

/** The accounts that the seed made for people to sign in with. @param {string} url @returns {Promise<Account[]>} */
export function demoAccounts(url) {
  return withClient(url, async (client) => {
    const { rows } = await client.query(`SELECT value FROM setting WHERE key = 'demoAccounts'`)
    return rows[0] ? JSON.parse(rows[0].value) : []
  })
}

/**
 * Whether an account still has this password: the seed gave it the one that was in force then.
 *
 * @param {string} url
 * @param {string} email
 * @param {string} password
 */
export async function hasPassword(url, email, password) {
  const rows = await withClient(url, async (client) => {
    return (await client.query('SELECT password_hash AS hash FROM customer WHERE email = $1', [email])).rows
  })
  return Boolean(rows[0]?.hash) && verify(rows[0].hash, password)
}
