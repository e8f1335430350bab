// @ts-check
import { ensureDatabase, withClient, withDatabase } from '../scripts/lib/database.mjs'
import { migrate } from '../scripts/lib/migrate.mjs'
import { answerOf } from './command.mjs'
import { AS_OF, fillBase, programmeOf } from './value.mjs'

/** Days before the moment of reading in which people were first exposed: all windows are over. */
const DAYS = { from: 300, until: 100 }

/**
 * @typedef {object} Results what reading the result of an experiment costs
 * @property {number} exposures of as many customers
 * @property {number} seconds the first reading
 * @property {number} againMs the next one, of a result that was just worked out
 * @property {number | null} cpuSeconds of the process from its start to its end; null where the system does not tell
 * @property {number | null} megabytes the most memory that the process held; null where the system does not tell
 */

/**
 * Makes a base of customers with three orders each on average, exposes all of them, and reads the result as its page does.
 *
 * @param {string} server the seeded database of a shop, on a server that is thrown away afterwards
 * @param {{ exposures: number, say: (line: string) => void }} size
 * @returns {Promise<Results>}
 */
export async function measureResults(server, { exposures, say }) {
  const url = withDatabase(server, 'results')
  await ensureDatabase(url)
  await migrate(url)
  say(`exposing ${exposures} customers`)
  await fillBase(url, await programmeOf(server), { customers: exposures, orders: 3 * exposures })
  await expose(url)
  say('reading')
  const words = ['--conditions=react-server', '--import', 'tsx', 'bench/results.ts', AS_OF]
  /** @type {{ answer: Pick<Results, 'exposures' | 'seconds' | 'againMs'>, cpuSeconds: number | null, megabytes: number | null }} */
  const { answer, cpuSeconds, megabytes } = await answerOf(words, url)
  if (answer.exposures !== exposures) throw new Error(`The result counts ${answer.exposures} customers.`)
  return { ...answer, cpuSeconds, megabytes }
}

/** Everybody is exposed once, by the assignment that the shop makes. @param {string} url */
async function expose(url) {
  const day = (/** @type {number} */ days) => new Date(Date.parse(AS_OF) - days * 86_400_000).toISOString()
  const definition = {
    ...{ key: 'bench', slot: 'home.relation', salt: 'bench', control: 'generic', holdout: 0 },
    ...{ from: day(DAYS.from), until: day(DAYS.until), windowDays: 90 },
    arms: ['generic', 'personal'].map((key) => ({ key, share: 0.5 })),
    metrics: ['retention', 'second-purchase', 'tier-upgrade', 'unsubscribe', 'spend', 'value-score'].map((key) => {
      return { key, worth: { relative: 0.1 } }
    }),
  }
  await withClient(url, async (client) => {
    await client.query(
      "insert into experiment (key, status, definition, simulated, updated_at) values ('bench', 'live', $1, true, $2)",
      [JSON.stringify(definition), day(DAYS.from)],
    )
    await client.query(
      "insert into setting (key, value) values ('holdoutShare', '0') on conflict (key) do update set value = '0'",
    )
    // The hash of lib/experiments/assign.ts, in PostgreSQL's words.
    await client.query(
      `insert into experiment_exposure (experiment, who, arm, customer_id, counterfactual, at)
       select 'bench', id, arm, id, arm = 'generic', $1::timestamptz + random() * ($2::timestamptz - $1::timestamptz)
       from (select id, case when ('x' || left(encode(sha256(convert_to('bench ' || id, 'UTF8')), 'hex'), 13))::bit(52)::bigint
           < 2251799813685248 then 'generic' else 'personal' end as arm from customer) assigned`,
      [day(DAYS.from), day(DAYS.until + 1)],
    )
    await client.query('vacuum analyze')
  })
}
