// @ts-check
import { databaseOf, openDatabase, withClient } from './database.mjs'
import { migrate } from './migrate.mjs'
import { databaseName } from './named-database.mjs'
import { refuseForeign, resetDatabase, seed, seedState } from './seed.mjs'
import { step } from './steps.mjs'
import { onStop } from './stopping.mjs'

/**
 * Brings the shop's database to the state in which it can be served: running, migrated, filled once. Tells about each
 * step. It is stopped with everything else (stopping.mjs).
 *
 * @param {{ reset: boolean, settings: Record<string, string>, program?: string }} options reset: back to the seeded
 *   state, whatever happened since; settings: the secrets; program: a preset, whose shop has a database of its own
 * @returns {Promise<import('./database.mjs').Database>}
 */
export async function readyDatabase({ reset, settings, program }) {
  const open = () => openDatabase((own) => databaseName(own, { program }))
  const database = await step('database', open, (opened) => opened.told)
  onStop(database.stop)
  await refuseForeign(database.url)
  if (reset)
    await step(
      'reset',
      () => resetDatabase(database.url),
      () => 'emptied',
    )
  await step(
    'migrations',
    () => migrate(database.url),
    (applied) => applied.join(', ') || 'up to date',
  )
  await step(
    'seed',
    (say) => fill(database, { settings, program }, say),
    (outcome) => outcome,
  )
  return database
}

/**
 * @param {import('./database.mjs').Database} database
 * @param {{ settings: Record<string, string>, program?: string }} past
 * @param {(progress: string) => void} say
 */
async function fill({ url, embedded }, { settings, program }, say) {
  const state = await seedState(url)
  if (state === 'seeded') return 'as it was left'
  if (state === 'foreign' && (!embedded || (await holdsReports(url)))) {
    throw new Error(
      `The database "${databaseOf(url)}" holds data, but no finished demo. It was left as it is. To discard it all ` +
        'and start the demo there, run the demo with --reset; an import keeps out of its way with --database NAME.',
    )
  }
  if (state !== 'empty') {
    say('an earlier run did not finish; starting over')
    await resetDatabase(url)
  }
  await seed(url, settings, say, program)
  return 'catalogue, simulated past and personas'
}

/** Whether something was imported there, which no seed could bring back. @param {string} url */
async function holdsReports(url) {
  const { rows } = await withClient(url, (client) => client.query('SELECT EXISTS (SELECT FROM loyalty_entry) AS any'))
  return rows[0].any
}
