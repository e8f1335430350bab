// @ts-check
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { dataFolder } from './project.mjs'

const NAMES = /** @type {const} */ (['AUTH_SECRET', 'COOKIE_SECRET', 'DEMO_PASSWORD', 'PURCHASES_API_KEY'])

/**
 * What must not be guessed and must stay the same: each from the environment, else made on first use and kept in
 * .data/secrets.json, readable by its owner only.
 *
 * @param {Record<string, string | undefined>} [environment]
 * @param {string} [folder]
 * @returns {Record<(typeof NAMES)[number], string>}
 */
export function secrets(environment = process.env, folder = dataFolder) {
  const file = path.join(folder, 'secrets.json')
  const kept = /** @type {Record<string, string>} */ (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {})
  const made = { ...kept }
  for (const name of NAMES)
    made[name] ??= name === 'DEMO_PASSWORD' ? speakable() : randomBytes(32).toString('base64url')
  if (Object.keys(made).length > Object.keys(kept).length) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 })
  }
  return /** @type {Record<(typeof NAMES)[number], string>} */ (
    Object.fromEntries(NAMES.map((name) => [name, environment[name] || made[name]]))
  )
}

/** A password that can be read out and typed: four groups of four letters, 20 to the 16th (69 bits). */
function speakable() {
  const letters = 'bcdfghjkmnpqrstvwxyz'
  const pick = () => letters[randomBelow(letters.length)]
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, pick).join('')).join('-')
}

/** A random number from 0 up to, not including, `limit`; all equally likely. @param {number} limit at most 256 */
function randomBelow(limit) {
  for (;;) {
    const byte = randomBytes(1)[0] ?? 0
    if (byte < 256 - (256 % limit)) return byte % limit
  }
}
