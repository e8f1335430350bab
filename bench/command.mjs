// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { inProject, root } from '../scripts/lib/project.mjs'
import { cpuMs } from './cpu.mjs'
import { peakOf } from './memory.mjs'

/** @type {{ scripts: Record<string, string> }} */
const { scripts } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'))

/**
 * Runs a program of Node's as somebody would, and reads the JSON object that it prints.
 *
 * @template Answer
 * @param {readonly string[]} words what Node is called with: the program and its arguments
 * @param {string} url the database
 * @returns {Promise<{ answer: Answer, seconds: number, cpuSeconds: number | null, megabytes: number | null }>} seconds from
 *   calling it to its end, those that it worked itself, and the most memory that it held; null where the system does not tell
 */
export async function answerOf(words, url) {
  const start = performance.now()
  const preload = ['--import', pathToFileURL(inProject('scripts/lib/with-parent.mjs')).href]
  const child = spawn(process.execPath, [...preload, ...words], {
    cwd: root,
    env: /** @type {any} */ ({ ...process.env, DATABASE_URL: url, SORENTO_PARENT: String(process.pid) }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let [out, said] = ['', '']
  child.stdout?.on('data', (data) => (out += data))
  child.stderr?.on('data', (data) => (said += data))
  let megabytes = /** @type {number | null} */ (null)
  let worked = /** @type {number | null} */ (null)
  const watch = setInterval(() => {
    megabytes = peakOf(child.pid) ?? megabytes
    worked = (child.pid === undefined ? null : cpuMs(child.pid)) || worked
  }, 200)
  const [code] = await once(child, 'close')
  clearInterval(watch)
  if (code !== 0) throw new Error(`${words.join(' ')} ended with code ${code}.\n${said}`)
  return {
    answer: JSON.parse(out.trim().split('\n').at(-1) ?? ''),
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: worked && worked / 1000,
    megabytes,
  }
}

/** The words after "node" of a command of package.json. @param {string} name */
export const wordsOf = (name) => scripts[name]?.split(' ').slice(1) ?? []
