/** One value kept in memory with the version it was read for, and the read that is under way, if any. */
export type Versioned<T> = {
  current?: { version: string; value: T }
  loading?: { version: string; value: Promise<T> }
}

/**
 * The value of a version: the one in memory, or else read by `load`. Those who ask at the same time share one read.
 *
 * A failed read is never kept, so the next call tries again. While there is a last good value, that is served and
 * `degraded` told, once per read however many wait for it; without one the error is thrown to all who wait. Versions
 * are only compared for being the same.
 */
export function readVersioned<T>(
  memory: Versioned<T>,
  version: string,
  load: () => Promise<T>,
  degraded: (error: unknown, servedVersion: string) => void,
): Promise<T> {
  if (memory.current?.version === version) return Promise.resolve(memory.current.value)
  if (memory.loading?.version === version) return memory.loading.value

  const value = load()
    .then((loaded) => {
      // A slow read of an older version must not replace what a newer one has brought.
      if (memory.loading?.value === value) memory.current = { version, value: loaded }
      return loaded
    })
    .catch((error: unknown) => {
      if (!memory.current) throw error
      degraded(error, memory.current.version)
      return memory.current.value
    })
    .finally(() => {
      if (memory.loading?.value === value) delete memory.loading
    })
  memory.loading = { version, value }
  return value
}
