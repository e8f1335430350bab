// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureDatabase, withDatabase } from '../scripts/lib/database.mjs'
import { inProject, root } from '../scripts/lib/project.mjs'
import { peakOf } from './memory.mjs'
import { randomNumbers } from './random.mjs'

/** @type {{ scripts: Record<string, string> }} */
const { scripts } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'))

/** Of a purchase, how many are followed by a return of a third of it. */
const RETURNED = 0.05
const FIRST_DAY = Date.UTC(2023, 0, 1)
const DAYS = 1_095
/** The last of those days. */
const AS_OF = '2025-12-30'

/**
 * @typedef {object} Loyalty what the loyalty commands cost over a base of their own
 * @property {number} customers
 * @property {number} purchases
 * @property {number} rows purchases and returns
 * @property {number} importPerSecond rows, by the command's own count
 * @property {number | null} importMb the most memory that it held; null where the system does not tell
 * @property {number} reportSeconds from calling the command to its end
 * @property {number | null} reportMb
 * @property {number} cycleSeconds the same with a hold and a cycle
 * @property {number} whatIfSeconds two programmes with what their discounts would have cost
 */

/**
 * Takes a made-up base through `loyalty:import` and `loyalty:report`, in a database of its own on a server that is thrown
 * away afterwards.
 *
 * @param {string} server an address on that server
 * @param {{ customers: number, purchases: number, say: (line: string) => void }} size
 * @returns {Promise<Loyalty>}
 */
export async function measureLoyalty(server, { customers, purchases, say }) {
  const url = withDatabase(server, 'loyalty')
  await ensureDatabase(url)
  const folder = mkdtempSync(path.join(tmpdir(), 'sorento-bench-'))
  try {
    const file = path.join(folder, 'base.csv')
    const rows = await writeBase(file, customers, purchases)
    say(`importing ${rows} rows of ${customers} customers`)
    const imported = await command(url, 'loyalty:import', file, '--refused', path.join(folder, 'refused.csv'))
    if (imported.answer.created !== rows) throw new Error(`The import took ${imported.answer.created} of ${rows} rows.`)
    say('reporting')
    const report = (/** @type {string[]} */ ...args) => command(url, 'loyalty:report', '--as-of', AS_OF, ...args)
    const plain = await report()
    if (plain.answer.members !== customers) throw new Error(`The report counts ${plain.answer.members} members.`)
    const cycle = await report('--set', 'hold.days=30', '--set', 'cycle.months=12')
    const whatIf = await report('--what-if', 'tiers.Green.threshold=250')
    return {
      ...{ customers, purchases, rows },
      ...{ importPerSecond: imported.answer.rowsPerSecond, importMb: imported.megabytes },
      ...{ reportSeconds: plain.seconds, reportMb: plain.megabytes },
      ...{ cycleSeconds: cycle.seconds, whatIfSeconds: whatIf.seconds },
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Everybody buys, most of them little and some much, in the order of time, as a till would report it.
 *
 * @param {string} file @param {number} customers @param {number} purchases
 * @returns {Promise<number>} rows written
 */
export async function writeBase(file, customers, purchases) {
  const random = randomNumbers(7)
  const out = createWriteStream(file)
  let rows = 0
  let text = 'id,customer,time,kind,amount,currency,channel\n'
  const row = (
    /** @type {number} */ customer,
    /** @type {number} */ at,
    /** @type {string} */ kind,
    /** @type {number} */ cents,
  ) => {
    const time = new Date(FIRST_DAY + at).toISOString()
    text += `b${++rows},c${customer},${time},${kind},${(cents / 100).toFixed(2)},PLN,till\n`
  }
  for (let i = 0; i < purchases; i++) {
    // The first round names everybody; afterwards some come far more often than others.
    const customer = i < customers ? i : Math.floor(customers * random() ** 2)
    const at = Math.floor(((DAYS - 30) * 86_400_000 * i) / purchases)
    const cents = Math.floor(-6_000 * Math.log(1 - random()))
    row(customer, at, 'purchase', cents)
    if (random() < RETURNED) row(customer, at + Math.floor(random() * 30) * 86_400_000, 'return', Math.floor(cents / 3))
    if (text.length > 60_000) {
      if (!out.write(text)) await once(out, 'drain')
      text = ''
    }
  }
  out.end(text)
  await once(out, 'finish')
  return rows
}

/** Of what the commands print, what is read here. @typedef {{ created: number, rowsPerSecond: number, members: number }} Answer */

/**
 * Runs a command as somebody would and reads the one object that it prints.
 *
 * @param {string} url @param {string} name what npm calls it: the memory that Node may take is said there
 * @param {string[]} args
 * @returns {Promise<{ answer: Answer, seconds: number, megabytes: number | null }>}
 */
async function command(url, name, ...args) {
  const [, ...words] = scripts[name]?.split(' ') ?? []
  const start = performance.now()
  const preload = ['--import', pathToFileURL(inProject('scripts/lib/with-parent.mjs')).href]
  const named = ['--program', 'classic', '--database', 'loyalty', '--json']
  const child = spawn(process.execPath, [...preload, ...words, ...args, ...named], {
    cwd: root,
    env: /** @type {any} */ ({ ...process.env, DATABASE_URL: url, SORENTO_PARENT: String(process.pid) }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let [out, said] = ['', '']
  child.stdout?.on('data', (data) => (out += data))
  child.stderr?.on('data', (data) => (said += data))
  let megabytes = /** @type {number | null} */ (null)
  const watch = setInterval(() => (megabytes = peakOf(child.pid) ?? megabytes), 100)
  const [code] = await once(child, 'close')
  clearInterval(watch)
  if (code !== 0) throw new Error(`${name} ended with code ${code}.\n${said}`)
  return { answer: JSON.parse(out), seconds: (performance.now() - start) / 1000, megabytes }
}
