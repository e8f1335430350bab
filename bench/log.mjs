// @ts-check
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { withClient } from '../scripts/lib/database.mjs'
import { randomNumbers } from './random.mjs'

/** Sessions written in one piece: each is a transaction of its own, as in a log that grew. */
const BATCH = 50_000
const DAYS = 80
const COLUMNS = 'id, at, kind, visitor_id, visit_id, product, colour, category, order_id, quantity, channel'
const CATEGORIES = ['dresses', 'shoes', 'jewellery', 'bags', 'tailoring', 'scarves', 'outerwear']

/** The name of a piece of the made-up range. @param {number} number from 0 */
export const pieceName = (number) => `a-piece-of-the-made-up-range-${number}`

/**
 * What so many sessions did, as lines for COPY: about five facts each, in the order in which sessions began. Some pieces
 * are met far more often than others, and a session stays near where it began, so that sessions resemble each other.
 *
 * @param {{ from: number, count: number, sessions: number, pieces: number, until: number }} part sessions `from` to
 *   `from + count` of `sessions`, the last of which begins at `until`, in milliseconds
 * @returns {{ text: string, facts: number }}
 */
export function sessionLines({ from, count, sessions, pieces, until }) {
  const random = randomNumbers(from + 1)
  const id = (/** @type {number} */ kind, /** @type {number} */ number) =>
    `0000000${kind}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
  let text = ''
  let facts = 0
  for (let session = from; session < from + count; session++) {
    // Every other visit is somebody's second one.
    const visitor = id(1, session % 2 === 0 ? session : Math.floor(random() * session))
    const visit = id(2, session)
    let at = until - ((sessions - session) / sessions) * DAYS * 86_400_000
    let piece = Math.floor(pieces * random() ** 3)
    const length = Math.min(40, 1 + Math.floor(-4.5 * Math.log(1 - random())))
    for (let i = 0; i < length; i++) {
      const roll = random()
      if (i > 0) {
        if (roll < 0.3) piece = Math.floor(pieces * random() ** 3)
        else piece = Math.min(pieces - 1, Math.max(0, piece + Math.floor(random() * 41) - 20))
      }
      at += 5_000 + Math.floor(random() * 90_000)
      const kind = random()
      const what =
        kind < 0.03
          ? `purchase\t${visitor}\t${visit}\t${pieceName(piece)}\tnoir\t\\N\t${id(3, session)}\t1`
          : kind < 0.11
            ? `cart-add\t${visitor}\t${visit}\t${pieceName(piece)}\tnoir\t\\N\t\\N\t1`
            : kind < 0.21
              ? `category-view\t${visitor}\t${visit}\t\\N\t\\N\t${CATEGORIES[piece % CATEGORIES.length]}\t\\N\t\\N`
              : `view\t${visitor}\t${visit}\t${pieceName(piece)}\tnoir\t\\N\t\\N\t\\N`
      text += `${id(4, session * 64 + i)}\t${new Date(at).toISOString()}\t${what}\tweb\n`
      facts += 1
    }
  }
  return { text, facts }
}

/**
 * Fills the event log of a migrated database with so many sessions of the last eighty days. Indexes of the log are put
 * aside meanwhile, which is what makes it a matter of seconds.
 *
 * @param {string} url on this machine, of somebody who may read files there
 * @param {{ sessions: number, pieces: number, until: number, say: (line: string) => void }} size
 * @returns {Promise<number>} facts written
 */
export async function fillLog(url, { sessions, pieces, until, say }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sorento-bench-'))
  chmodSync(folder, 0o755)
  const file = path.join(folder, 'log.tsv')
  try {
    return await withClient(url, async (client) => {
      const { rows: indexes } = await client.query(
        `select indexname as name, indexdef as made from pg_indexes
         where tablename = 'event' and indexname not like '%_pkey'`,
      )
      for (const { name } of indexes) await client.query(`drop index "${name}"`)
      let facts = 0
      for (let from = 0; from < sessions; from += BATCH) {
        say(`writing sessions from ${from}`)
        const part = sessionLines({ from, count: Math.min(BATCH, sessions - from), sessions, pieces, until })
        writeFileSync(file, part.text, { mode: 0o644 })
        await client.query(`copy event (${COLUMNS}) from '${file}'`)
        facts += part.facts
      }
      say('making the indexes')
      for (const { made } of indexes) await client.query(made)
      await client.query('vacuum analyze event')
      return facts
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
