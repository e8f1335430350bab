// @ts-check
// Only Node's own modules here: it says what is missing before anything is installed.
import { register } from 'node:module'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { missingPackages } from './dependencies.mjs'
import { inProject, root } from './project.mjs'
import { onStop, stopAll } from './stopping.mjs'

/** How a command ends: all done; done, but for what was refused; not done, as the message says. */
export const EXIT = /** @type {const} */ ({ done: 0, refused: 1, impossible: 2 })

/** A command that was not understood; its usage is shown with the message. */
export class UsageFault extends Error {}

/**
 * Reads the command line. `--help` prints the usage and ends the process.
 *
 * @template {import('node:util').ParseArgsConfig} Config
 * @param {string} usage
 * @param {Config} config
 * @returns {ReturnType<typeof parseArgs<Config>>}
 * @throws {UsageFault}
 */
export function readCommand(usage, config) {
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    console.log(usage)
    process.exit(EXIT.done)
  }
  try {
    return parseArgs(config)
  } catch (error) {
    throw new UsageFault(/** @type {Error} */ (error).message)
  }
}

/**
 * Says on standard error why the command cannot go on, stops what it started and ends with code 2.
 *
 * @param {unknown} error @param {string} usage
 * @returns {Promise<never>}
 */
export function giveUp(error, usage) {
  const message = error instanceof Error ? error.message : String(error)
  console.error(`\n  ✗ ${message}${error instanceof UsageFault ? `\n\n${usage}` : ''}\n`)
  return stopAll(EXIT.impossible)
}

/** A file as the caller names it: npm moves to the project's folder and says where it was called. @param {string} file */
export const calledFrom = (file) => path.resolve(process.env.INIT_CWD ?? process.cwd(), file)

let loaded = false

/**
 * From here on this process can import the TypeScript of lib/, server-only modules included. One process, because two
 * would need twice the memory.
 */
export async function loadTypeScript() {
  if (loaded) return
  const missing = missingPackages()
  if (missing.length > 0) throw new Error(`Packages are missing (${missing[0]}, …). Run "npm ci" first.`)
  process.chdir(root)
  process.env.TSX_TSCONFIG_PATH = inProject('tsconfig.json')
  register(`data:text/javascript,${encodeURIComponent(ON_A_SERVER)}`)
  const tsx = await import('tsx/esm/api')
  tsx.register()
  loaded = true
}

/**
 * Opens the database that a command works on, and lets it import what of lib/ needs one. All is closed again when the
 * command stops.
 *
 * @param {Parameters<typeof import('./named-database.mjs').openNamedDatabase>[0]} asked
 */
export async function openForLib(asked) {
  await loadTypeScript()
  const { openNamedDatabase } = await import('./named-database.mjs')
  const database = await openNamedDatabase(asked)
  onStop(database.stop)
  const { ensureClient } = await import('./prisma-cli.mjs')
  await ensureClient()
  // lib/core/env asks for all of them; nothing is signed here.
  const unused = 'not used by this command'
  process.env.AUTH_SECRET ||= unused
  process.env.COOKIE_SECRET ||= unused
  process.env.DATABASE_URL = database.url
  // Where the demo filled the database, today is the shop's today.
  process.env.DEMO ??= '1'
  const { db } = await import('../../lib/core/db.ts')
  onStop(() => db.$disconnect())
  return database
}

/**
 * The moment that `--as-of` names; null where it is not given.
 *
 * @param {string | undefined} text
 * @throws {UsageFault} for what names none
 */
export function asOfMoment(text) {
  if (text === undefined) return null
  const moment = new Date(text)
  // A moment without a zone would be read in this machine's; of a day that there is not, Date makes one of the next month.
  const [, day] = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/.exec(text) ?? []
  if (!day || Number.isNaN(moment.getTime()) || !new Date(day).toISOString().startsWith(day)) {
    throw new UsageFault(`--as-of takes a moment such as 2026-11-16T20:20:00Z, not "${text}".`)
  }
  return moment
}

/** The package "server-only" refuses to be imported unless Node was started with --conditions=react-server. */
const ON_A_SERVER = `export const resolve = (name, context, next) =>
  name === 'server-only' ? { url: 'data:text/javascript,', shortCircuit: true } : next(name, context)`
