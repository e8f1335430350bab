// @ts-check
import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { inProject, root } from './project.mjs'

/** @param {number} ms */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Whether a process runs. A zombie (ended, but not yet collected by its parent) does not, although it still has an
 * entry and can be signalled.
 *
 * @param {number} pid
 */
export function isRunning(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: there is such a process, it is only not ours.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPERM') return false
  }
  return !stateOf(pid).startsWith('Z')
}

/** The state letter of a process, or "" where the system does not tell. @param {number} pid */
function stateOf(pid) {
  try {
    if (process.platform === 'linux') {
      // "pid (name) S ...": the name may itself hold brackets, so the state follows the last one.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      return stat.slice(stat.lastIndexOf(')') + 2)
    }
    if (process.platform === 'win32') return ''
    return execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

/**
 * The command line of a process, or undefined where it cannot be read: a process id may have been given to somebody
 * else since it was written down.
 *
 * @param {number} pid
 */
export function commandOf(pid) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    if (process.platform === 'win32') return undefined
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

/**
 * Waits until a process has ended.
 *
 * @param {number} pid
 * @param {number} timeoutMs
 * @returns {Promise<boolean>} whether it has
 */
export async function ended(pid, timeoutMs) {
  for (const until = Date.now() + timeoutMs; isRunning(pid); await sleep(20)) if (Date.now() > until) return false
  return true
}

/**
 * Runs a Node program of the project to its end. It ends with us, whatever ends us.
 *
 * @param {string[]} args Node's own arguments and the program with its
 * @param {object} [options]
 * @param {Record<string, string | undefined>} [options.env] instead of our own environment
 * @param {(line: string) => void} [options.onLine] gets each line it writes; without it, it writes to our terminal
 * @returns {Promise<{ code: number, said: string }>} its exit code, and with `onLine` all that it wrote
 */
export function runNode(args, { env = process.env, onLine } = {}) {
  const preload = ['--import', pathToFileURL(inProject('scripts/lib/with-parent.mjs')).href]
  const told = /** @type {unknown} */ ({ ...env, SORENTO_PARENT: String(process.pid) })
  const output = onLine ? 'pipe' : 'inherit'
  const child = spawn(process.execPath, [...preload, ...args], {
    cwd: root,
    env: /** @type {NodeJS.ProcessEnv} */ (told),
    stdio: ['ignore', output, output, 'ipc'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    createInterface({ input: stream }).on('line', (line) => {
      said += `${line}\n`
      onLine?.(line)
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, said }))
  })
}
