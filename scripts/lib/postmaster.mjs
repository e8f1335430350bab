// @ts-check
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { commandOf, isRunning } from './processes.mjs'

const file = (/** @type {string} */ dataDir) => path.join(dataDir, 'postmaster.pid')

/**
 * What PostgreSQL wrote into postmaster.pid: one value a line; pid, data folder, start time, port, socket folder,
 * address, shared memory key, status. Undefined when there is no such file or it is still being written.
 * Source: src/include/utils/pidfile.h
 *
 * @param {string} dataDir
 */
export function readPostmaster(dataDir) {
  try {
    const lines = readFileSync(file(dataDir), 'utf8').split('\n')
    const pid = Number(lines[0])
    const port = Number(lines[3])
    return pid && port ? { pid, port } : undefined
  } catch {
    return undefined
  }
}

/**
 * The server that runs on a data folder, also one that outlived the process that had started it.
 * A zombie is dead, and a pid that another program has been given since is not a server: ours has the folder among its
 * arguments.
 *
 * @param {string} dataDir absolute
 */
export function runningPostmaster(dataDir) {
  const found = readPostmaster(dataDir)
  if (!found || !isRunning(found.pid)) return undefined
  const command = commandOf(found.pid)
  return command === undefined || command.includes(dataDir) ? found : undefined
}

/**
 * Lets a new server start where postmaster.pid names a process that is no server. PostgreSQL itself only recognises a
 * pid that does not exist at all; a zombie, or a pid in use by somebody else, makes it refuse. The file is not removed:
 * its shared memory key protects the data from a server whose children still run. Only the pid is replaced, by that of
 * our own process: the parent of the server to be, whose pid PostgreSQL knows to ignore.
 *
 * @param {string} dataDir
 */
export function disownPostmaster(dataDir) {
  try {
    const lines = readFileSync(file(dataDir), 'utf8').split('\n')
    if (!isRunning(Number(lines[0])) && !signallable(Number(lines[0]))) return
    lines[0] = String(process.pid)
    writeFileSync(file(dataDir), lines.join('\n'))
  } catch {
    // No such file: nothing stands in the way.
  }
}

/** @param {number} pid */
function signallable(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
