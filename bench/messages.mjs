// @ts-check
import { withClient } from '../scripts/lib/database.mjs'
import { answerOf, wordsOf } from './command.mjs'

/**
 * @typedef {object} Messages what a run over everybody costs
 * @property {number} customers
 * @property {number} written
 * @property {number} seconds deciding, writing and keeping what is due, without the start of the process
 * @property {number} perSecond customers
 * @property {number} againSeconds the same once more, when nothing is due that was not written
 * @property {number | null} cpuSeconds of the process from its start to its end; null where the system does not tell
 * @property {number | null} megabytes the most memory that it held; null where the system does not tell
 */

/** Of what the command prints, what is read here. @typedef {{ seconds: number, run: { customers: number, written: number } }} Answer */

/**
 * Runs `messages:run`, as somebody would, over the customers of a seeded shop: as of the moment on which its past ends,
 * twice. Without a mail server, so what is due is kept.
 *
 * @param {string} url the seeded database
 * @param {(line: string) => void} say
 * @returns {Promise<Messages>}
 */
export async function measureMessages(url, say) {
  const asOf = await withClient(url, async (client) => {
    const { rows } = await client.query("select value from setting where key = 'seedNow'")
    return String(rows[0].value)
  })
  const words = [...wordsOf('messages:run'), '--as-of', asOf, '--json']
  const run = () => /** @type {ReturnType<typeof answerOf<Answer>>} */ (answerOf(words, url))
  say('deciding for everybody')
  const { answer, cpuSeconds, megabytes } = await run()
  say('once more')
  const { answer: again } = await run()
  const { seconds } = answer
  const { customers, written } = answer.run
  const perSecond = customers / seconds
  return { customers, written, seconds, perSecond, againSeconds: again.seconds, cpuSeconds, megabytes }
}
