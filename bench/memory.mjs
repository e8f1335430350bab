// @ts-check
import { readFileSync } from 'node:fs'

/** The most memory that a process has held so far, in MB, where the system tells. @param {number | undefined} pid */
export function peakOf(pid) {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) / 1000
  } catch {
    return null
  }
}
