// @ts-check
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Why the processes' time cannot be read here, or null. */
export const cannotMeasure =
  process.platform === 'linux' ? null : `CPU time is read from /proc, which ${process.platform} does not have`

/** Milliseconds of one clock tick, in which /proc counts. */
const tickMs = cannotMeasure ? NaN : 1000 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/**
 * What a process says of itself in /proc/<pid>/stat: its parent, and its ticks (user and system, also of children that
 * have ended and were collected). Undefined for one that has gone meanwhile.
 *
 * @param {number} pid
 */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // "pid (name) S ppid ...": the name may itself hold brackets and spaces. proc(5) counts fields from 1: utime is 14.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0)
    return { parent: Number(fields[1]), ticks }
  } catch {
    return undefined
  }
}

/**
 * CPU time that a process and all its descendants have used so far, in milliseconds (user and system). NaN where the
 * system does not tell.
 *
 * @param {number} root process id
 */
export function cpuMs(root) {
  if (cannotMeasure) return NaN
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  const stats = new Map(
    pids.flatMap((pid) => {
      const stat = statOf(pid)
      return stat ? [/** @type {const} */ ([pid, stat])] : []
    }),
  )
  let ticks = 0
  for (const [pid, stat] of stats) {
    let at = pid
    while (at > 1 && at !== root) at = stats.get(at)?.parent ?? 0
    if (at === root) ticks += stat.ticks
  }
  return ticks * tickMs
}
