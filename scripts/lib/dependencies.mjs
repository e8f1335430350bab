// @ts-check
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { inProject, root } from './project.mjs'
import { stillAtWork } from './steps.mjs'

// Only Node's own modules here: this is what installs the others.

/** The first Node that can do all the project needs. */
const NODE = [20, 19]

/** Ends the process with a clear message where Node is too old. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > (NODE[0] ?? 0) || (major === NODE[0] && minor >= (NODE[1] ?? 0))) return
  console.error(`This needs Node ${NODE.join('.')} or newer; this is Node ${process.versions.node}.`)
  process.exit(1)
}

/**
 * Which packages are missing or of another version than package.json pins. The optional ones are left out: of them each
 * machine has its own few.
 *
 * @returns {string[]} their names; everything where an installation was interrupted
 */
export function missingPackages(folder = root) {
  const { dependencies = {}, devDependencies = {} } = readJson(`${folder}/package.json`)
  const wanted = /** @type {Record<string, string>} */ ({ ...dependencies, ...devDependencies })
  // npm writes this file last.
  if (!existsSync(`${folder}/node_modules/.package-lock.json`)) return Object.keys(wanted)
  return Object.keys(wanted).filter((name) => {
    const file = `${folder}/node_modules/${name}/package.json`
    return !existsSync(file) || readJson(file).version !== wanted[name]
  })
}

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))

/**
 * Installs exactly what package-lock.json says, development packages included, unless all of it is there.
 *
 * @param {(progress: string) => void} say
 * @returns {Promise<boolean>} whether it had to
 */
export async function installDependencies(say) {
  const missing = missingPackages()
  if (missing.length === 0) return false
  say(`${missing.length} packages and what they need are missing; fetching them from npm takes a minute or two`)
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  // When npm started us, it says where it is itself; a plain `node scripts/demo.mjs` finds it on the path.
  const npm = process.env.npm_execpath
  const isScript = npm !== undefined && /npm-cli\.[cm]?js$/.test(npm)
  const options = { cwd: inProject(), stdio: /** @type {const} */ (['ignore', 'inherit', 'inherit']) }
  const child = isScript
    ? spawn(process.execPath, [npm, ...args], options)
    : spawn('npm', args, { ...options, shell: process.platform === 'win32' })
  const done = stillAtWork(say)
  try {
    const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
    if (code !== 0) throw new Error(`npm ci failed with code ${code}; what it says stands above.`)
  } finally {
    done()
  }
  return true
}
