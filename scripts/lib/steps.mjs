// @ts-check
// Only Node's own modules here: this is read before anything is installed.

/** "0.4 s", "12 s", "3 min 5 s". @param {number} ms */
export function duration(ms) {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

const NAME_WIDTH = 14

/**
 * Does one step of a command and tells about it: at once what it is doing when that takes a while, in the end what
 * came out and how long it took.
 *
 * @template T
 * @param {string} name
 * @param {(say: (progress: string) => void) => Promise<T>} work `say` prints a line of progress
 * @param {(result: T) => string} [outcome] what came out, in a few words
 * @returns {Promise<T>}
 */
export async function step(name, work, outcome = () => 'done') {
  const start = performance.now()
  const result = await work((progress) => console.log(`  · ${name.padEnd(NAME_WIDTH)} ${progress}`))
  console.log(`  ✓ ${name.padEnd(NAME_WIDTH)} ${outcome(result).padEnd(58)} ${duration(performance.now() - start)}`)
  return result
}

/** Says every ten seconds that a silent program is still at work, until the returned function is called. */
export function stillAtWork(/** @type {(progress: string) => void} */ say) {
  const start = performance.now()
  const timer = setInterval(() => say(`still at work after ${duration(performance.now() - start)}`), 10_000)
  return () => clearInterval(timer)
}
