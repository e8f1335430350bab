// @ts-check
import { createReadStream, existsSync, openSync, closeSync, readSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'

const REFUSED_HEADER = 'line,reason,id,customer,time,kind,amount,currency,channel\n'

/**
 * A file to read from its beginning to its end, as often as it is asked for.
 *
 * @param {string} file
 * @returns {{ again: boolean, size: number, read: (seen?: (bytes: number) => void) => AsyncGenerator<Buffer, void, void> }}
 *   again: whether it can be read twice (a pipe cannot); size: in bytes; seen: told how many were read so far
 * @throws {Error} where there is nothing to read
 */
export function sourceOf(file) {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat) throw new Error(`There is no file ${file}.`)
  if (stat.isDirectory()) throw new Error(`${file} is a folder, not a file.`)
  async function* read(/** @type {(bytes: number) => void} */ seen = () => {}) {
    let bytes = 0
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 16 })) {
      yield chunk
      seen((bytes += chunk.length))
    }
  }
  return { again: stat.isFile(), size: stat.size, read }
}

/** Where refused rows go unless told: "purchases.csv" has "purchases.refused.csv" beside it. @param {string} file */
export const refusedBeside = (file) => `${file.slice(0, file.length - path.extname(file).length)}.refused.csv`

/**
 * Refused rows with their line and reason, as a file that is made with the first of them. One of an earlier import is
 * replaced, and removed where this time nothing is refused: it would tell of rows that are in by now.
 *
 * @param {string} file
 */
export function refusedFile(file) {
  /** @type {import('node:fs/promises').FileHandle | undefined} */
  let handle
  return {
    /** @param {{ line: number, reason: string, values: readonly string[] }[]} rows */
    async add(rows) {
      if (!handle) {
        handle = await open(file, 'w')
        await handle.write(REFUSED_HEADER)
      }
      await handle.write(rows.map(({ line, reason, values }) => csvLine([String(line), reason, ...values])).join(''))
    },
    /** @returns {Promise<string | null>} the file, if there is one */
    async close() {
      if (handle) await handle.close()
      else if (isOurs(file)) rmSync(file)
      return handle ? file : null
    },
  }
}

/** @param {readonly string[]} values */
const csvLine = (values) =>
  `${values.map((value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(',')}\n`

/** Whether it is a list of refused rows, and not something else by that name. @param {string} file */
function isOurs(file) {
  if (!existsSync(file)) return false
  const beginning = Buffer.alloc(REFUSED_HEADER.length)
  const descriptor = openSync(file, 'r')
  readSync(descriptor, beginning)
  closeSync(descriptor)
  return beginning.toString('utf8') === REFUSED_HEADER
}
