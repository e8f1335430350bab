// @ts-check
import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { runNode } from './processes.mjs'
import { inProject, root } from './project.mjs'

const CLI = inProject('node_modules/prisma/build/index.js')
const CLIENT = inProject('lib/generated/prisma')
const MADE_FROM = inProject('lib/generated/prisma/made-from')

/**
 * The environment in which Prisma's command line runs without downloading its schema engine. An engine that the user
 * chose stays; on Windows, where a script cannot be started as a program, Prisma downloads its own.
 *
 * @param {Record<string, string>} [more]
 */
export function prismaEnvironment(more = {}) {
  const engine = inProject('scripts/lib/schema-engine.mjs')
  const ours = process.platform === 'win32' ? {} : { PRISMA_SCHEMA_ENGINE_BINARY: engine }
  return { CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1', ...ours, ...process.env, ...more }
}

/**
 * Runs Prisma's command line.
 *
 * @param {string[]} args
 * @param {string} [databaseUrl]
 * @returns {Promise<number>} its exit code
 */
export function prisma(args, databaseUrl) {
  const env = prismaEnvironment(databaseUrl ? { DATABASE_URL: databaseUrl } : {})
  const child = spawn(process.execPath, [CLI, ...args], { cwd: root, env, stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

/**
 * Makes the database client in lib/generated/prisma when it is missing or was made from another schema or by another
 * Prisma. Content is compared, not time: a checkout sets times as it likes.
 *
 * @returns {Promise<boolean>} whether it had to be made
 */
export async function ensureClient() {
  const sources = ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json']
  const hash = createHash('sha256')
  for (const file of sources) hash.update(readFileSync(inProject(file)))
  const wanted = hash.digest('hex')
  if (existsSync(`${CLIENT}/client.ts`) && existsSync(MADE_FROM) && readFileSync(MADE_FROM, 'utf8') === wanted) {
    return false
  }
  const { code, said } = await runNode([CLI, 'generate'], { env: prismaEnvironment(), onLine: () => {} })
  if (code !== 0) throw new Error(`The database client could not be generated.\n${said}`)
  writeFileSync(MADE_FROM, wanted)
  return true
}
