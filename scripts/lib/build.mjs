// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ensureClient } from './prisma-cli.mjs'
import { runNode } from './processes.mjs'
import { dataFolder, inProject, root } from './project.mjs'

const FOLDERS = ['app', 'components', 'lib', 'messages']
const FILES = ['package.json', 'package-lock.json', 'tsconfig.json', 'prisma/schema.prisma']
/** In the project's own folder: proxy.ts, instrumentation.ts, next.config.js, postcss.config.mjs and their kind. */
const ROOT_FILES = /\.(?:ts|js|mjs)$/
const NOT_BUILT =
  /(?:\.test\.(?:ts|tsx|mjs)$)|(?:^lib\/generated\/)|(?:^(?:next-env\.d|vitest\.config|playwright\.config)\.ts$)/
const RECORD = path.join(dataFolder, 'build.json')

/** A hash of the content of everything that the build is made from. */
export function sourcesHash(folder = root) {
  const hash = createHash('sha256')
  const files = [
    ...FILES,
    ...readdirSync(folder).filter((name) => ROOT_FILES.test(name)),
    ...FOLDERS.filter((name) => existsSync(path.join(folder, name))).flatMap((name) => filesBelow(folder, name)),
  ]
  for (const file of files.filter((name) => !NOT_BUILT.test(name)).sort()) {
    if (existsSync(path.join(folder, file)))
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(path.join(folder, file)))
  }
  return hash.digest('hex')
}

/** @param {string} folder @param {string} below @returns {string[]} with forward slashes, relative to `folder` */
function filesBelow(folder, below) {
  return readdirSync(path.join(folder, below), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
}

/** The build in .next, or undefined. */
function buildId() {
  const file = inProject('.next/BUILD_ID')
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

/** Whether .next holds a finished build of the sources as they are now, made by us. */
export function isBuilt() {
  if (!existsSync(RECORD) || !buildId()) return false
  const { sources, build } = JSON.parse(readFileSync(RECORD, 'utf8'))
  return build === buildId() && sources === sourcesHash()
}

/**
 * Makes the production build, in .next. Types are not checked here: that is a step of its own in `npm test`.
 *
 * @param {(line: string) => void} say gets the build's own lines
 * @throws {Error} where it fails; the message holds all that the build said
 */
export async function build(say) {
  rmSync(RECORD, { force: true })
  rmSync(inProject('.next/BUILD_ID'), { force: true })
  await ensureClient()
  const sources = sourcesHash() // before: what changes while we build is not in it
  const { code, said } = await runNode([inProject('node_modules/next/dist/bin/next'), 'build'], {
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    onLine: (line) => {
      if (/^\s*✓/.test(line)) say(line.replace('✓', '').trim())
    },
  })
  // An interrupted build ends with code 0 as well.
  if (code !== 0 || !buildId()) throw new Error(`The build failed.\n${said}`)
  mkdirSync(dataFolder, { recursive: true })
  writeFileSync(RECORD, JSON.stringify({ sources, build: buildId() }))
}
