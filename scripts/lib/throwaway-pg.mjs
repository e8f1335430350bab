// @ts-check
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { otherUsers, startPostgres } from './embedded-pg.mjs'
import { runningPostmaster } from './postmaster.mjs'

const PREFIX = 'sorento-pg-'

/**
 * A server for tests, in a temporary folder that goes with it. Servers that a killed run left behind go first.
 *
 * @returns {Promise<{ url: string, port: number, pid: number, stop: () => Promise<void> }>}
 */
export async function startThrowaway() {
  sweep()
  const folder = mkdtempSync(path.join(tmpdir(), PREFIX))
  chmodSync(folder, 0o755)
  const server = await startPostgres({ dataDir: path.join(folder, 'data'), ephemeral: true })
  const stop = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { url: server.url, port: server.port, pid: server.pid, stop }
}

/** Ends and removes the throw-away servers that no running process uses any more. */
function sweep() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = path.join(tmpdir(), name)
    try {
      // A folder without its data may be another run that has only just begun.
      const parts = readdirSync(folder)
      if (!parts.includes('data') || otherUsers(path.join(folder, 'data'))) continue
      const server = runningPostmaster(path.join(folder, 'data'))
      if (server) process.kill(server.pid, 'SIGQUIT')
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    } catch {
      // Somebody else's, or being removed by another run: not worth failing over.
    }
  }
}
