// @ts-check

/** @type {(() => Promise<void>)[]} */
const stops = []
/** @type {Promise<never> | undefined} */
let stopping

/** Remembers what this command started, to stop it in the end: the last first. @param {() => Promise<void>} stop */
export const onStop = (stop) => void stops.push(stop)

/**
 * Stops all that this command started and ends the process.
 *
 * @param {number} code the exit code; if it is stopping already, the one given then holds
 * @returns {Promise<never>}
 */
export function stopAll(code) {
  stopping ??= (async () => {
    for (const stop of stops.reverse()) {
      await stop().catch((error) => {
        console.error(error.message)
        code ||= 1
      })
    }
    process.exit(code)
  })()
  return stopping
}

/** Says why the command cannot go on and ends it. While it is stopping anyway, nothing that fails is news. */
export function fail(/** @type {unknown} */ error) {
  if (!stopping) console.error(`\n  ✗ ${error instanceof Error ? error.message : error}\n`)
  return stopAll(1)
}

/**
 * Ctrl-C, a polite kill and a closed terminal all stop everything first. A second time ends at once: the next start
 * recovers.
 *
 * @param {number} [code] the exit code: 0 where being stopped is how the command ends
 */
export function stopOnSignals(code = 0) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => (stopping ? process.exit(code || 1) : stopAll(code)))
  }
}
