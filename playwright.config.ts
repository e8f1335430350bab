import { readdirSync } from 'node:fs'
import { defineConfig, devices } from '@playwright/test'

// Started by scripts/e2e.mjs (npm run test:e2e, npm test), which prepares databases, ports and the browser.
//
// Two shops are served. Most tests share the first, each with a shopper of its own, and run at the same time. Tests
// that change what everybody sees (a threshold, a price, the last unit of a piece) are named `*.alone.spec.ts` and have
// the second shop to themselves, one after the other. E2E_DATABASE_URL and E2E_ALONE_DATABASE_URL lead to their data.

const ALONE = '**/*.alone.spec.ts'
const hasAlone = readdirSync('e2e', { recursive: true }).some((file) => String(file).endsWith('.alone.spec.ts'))

const variable = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set. Run the browser tests by "npm run test:e2e".`)
  return value
}

const addressOf = (port: string) => `http://localhost:${variable(port)}`

/** One `npm start` with the presenter's tools, on a database of its own. */
const shop = (port: string, database: string) => ({
  command: 'node scripts/serve.mjs',
  url: `${addressOf(port)}/api/health`,
  env: { DEMO: '1', PORT: variable(port), DATABASE_URL: variable(database), TRUSTED_IP_HEADER: '' },
  stderr: 'pipe' as const,
  timeout: 60_000,
  gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 10_000 },
})

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  // A test that passes at the second try is a failure that nobody looks into.
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ...(process.env.E2E_REPORT ? [['json', { outputFile: process.env.E2E_REPORT }] as const] : [])],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'America/New_York',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(process.env.E2E_CHROMIUM ? { executablePath: process.env.E2E_CHROMIUM } : {}),
      // No sandbox: it only ever sees our own shop, and as root there is none. The others keep it off the network.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'shared', testIgnore: ALONE, use: { baseURL: addressOf('E2E_PORT') } },
    ...(hasAlone
      ? [{ name: 'alone', testMatch: ALONE, workers: 1, use: { baseURL: addressOf('E2E_ALONE_PORT') } }]
      : []),
  ],
  webServer: [
    shop('E2E_PORT', 'E2E_DATABASE_URL'),
    ...(hasAlone ? [shop('E2E_ALONE_PORT', 'E2E_ALONE_DATABASE_URL')] : []),
  ],
})
