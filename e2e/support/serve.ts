import { spawn } from 'node:child_process'
import { freePort } from '../../scripts/lib/embedded-pg.mjs'

/** One more shop on the same build and database, with another environment. It ends when `stop` is called, or with us. */
export async function serveWith(
  environment: Readonly<Record<string, string>>,
): Promise<{ url: string; stop: () => void }> {
  const port = await freePort()
  const child = spawn(process.execPath, ['scripts/serve.mjs'], {
    env: { ...process.env, PORT: String(port), ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await new Promise<void>((ready, failed) => {
    child.once('message', () => ready())
    child.once('exit', (code) => failed(new Error(`the shop did not start: it ended with ${code}`)))
  })
  return { url: `http://localhost:${port}`, stop: () => void child.kill('SIGTERM') }
}
