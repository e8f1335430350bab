// @ts-check
import path from 'node:path'

// Only Node's own modules here: this is read before anything is installed.

/** The project's folder. */
export const root = path.resolve(import.meta.dirname, '../..')

/** A path inside the project. @param {string[]} parts */
export const inProject = (...parts) => path.join(root, ...parts)

/** What the project keeps between runs and git ignores: the embedded database, secrets, the hash of the last build. */
export const dataFolder = inProject('.data')
