// @ts-check
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findBrowser } from './browser.mjs'
import { cloneDatabase, ensureDatabase, withDatabase } from './database.mjs'
import { freePort } from './embedded-pg.mjs'
import { readCounts } from './counts.mjs'
import { migrate } from './migrate.mjs'
import { runNode } from './processes.mjs'
import { inProject } from './project.mjs'
import { seed } from './seed.mjs'
import { step } from './steps.mjs'
import { onStop } from './stopping.mjs'
import { startThrowaway } from './throwaway-pg.mjs'

/** Nobody but the tests ever sees these databases. */
const PASSWORD = 'password-of-the-browser-tests'

/**
 * Runs the browser tests against the production build in .next: a throw-away server, one database that is filled as
 * the demo's is, and a copy of it for each of the two shops that Playwright starts (playwright.config.ts says why two).
 *
 * @param {string[]} args for Playwright: files, --grep, --headed and the like
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runBrowserTests(args) {
  const browser = await step('browser', findBrowser, ({ told }) => told)
  const server = await step('database', startThrowaway, ({ port }) => `throw-away PostgreSQL on port ${port}`)
  onStop(server.stop)
  const template = withDatabase(server.url, 'sorento_filled')
  const secrets = {
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    COOKIE_SECRET: randomBytes(32).toString('base64url'),
    DEMO_PASSWORD: PASSWORD,
  }
  await ensureDatabase(template)
  await migrate(template)
  await step('seed', (say) => seed(template, secrets, say))

  const folder = mkdtempSync(path.join(tmpdir(), 'sorento-e2e-'))
  const report = path.join(folder, 'report.json')
  try {
    const env = {
      ...process.env,
      ...secrets,
      E2E_REPORT: report,
      E2E_CHROMIUM: browser.executable ?? '',
      E2E_PORT: String(await freePort()),
      E2E_DATABASE_URL: await cloneDatabase(server.url, 'sorento_filled', 'sorento_shared'),
      E2E_ALONE_PORT: String(await freePort()),
      E2E_ALONE_DATABASE_URL: await cloneDatabase(server.url, 'sorento_filled', 'sorento_alone'),
    }
    const { code } = await runNode([inProject('node_modules/@playwright/test/cli.js'), 'test', ...args], { env })
    return readCounts(report, code, 'playwright')
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await server.stop()
  }
}
