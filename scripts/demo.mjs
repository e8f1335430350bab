// npm run demo: from a fresh clone to a shop in the browser. `-- --reset` returns to the seeded state first;
// `-- --program classic` shows the shop with another programme, from a database of its own.
// Until the dependencies are there, only Node's own modules may be imported.
import { demoArguments, PROGRAMS } from './lib/demo-arguments.mjs'
import { installDependencies, requireNode } from './lib/dependencies.mjs'
import { duration, step } from './lib/steps.mjs'
import { fail, onStop, stopOnSignals } from './lib/stopping.mjs'

requireNode()
const start = performance.now()
process.env.NODE_ENV = 'production'
process.env.NEXT_TELEMETRY_DISABLED = '1'

stopOnSignals()

await run().catch(fail)

async function run() {
  const { reset, program } = demoArguments(process.argv.slice(2))
  console.log(`\n  Sorento${program === PROGRAMS[0] ? '' : `, with the programme "${program}"`}\n`)
  await step('dependencies', installDependencies, (installed) => (installed ? 'installed' : 'complete'))

  const { build, isBuilt } = await import('./lib/build.mjs')
  const { readyDatabase } = await import('./lib/ready.mjs')
  const { secrets } = await import('./lib/secrets.mjs')
  const { ensureClient } = await import('./lib/prisma-cli.mjs')
  const { demoAccounts, hasPassword } = await import('./lib/seed.mjs')
  const { serve } = await import('./lib/server.mjs')

  const settings = secrets()
  await step('client', ensureClient, (made) => (made ? 'made from the schema' : 'up to date'))
  const database = await readyDatabase({ reset, settings, program })
  Object.assign(process.env, settings, { DATABASE_URL: database.url, DEMO: '1' })

  const builtNow = async (say) => {
    if (isBuilt()) return false
    say('the sources changed; building takes up to a minute')
    await build(say)
    return true
  }
  await step('build', builtNow, (made) => (made ? 'made' : 'up to date'))

  const server = await step(
    'server',
    (say) => {
      const onTaken = (port) => say(`port ${port} is in use; trying the next one`)
      // This machine only: the presenter's tools sign in without a password. HOST opens the demo to others.
      const host = process.env.HOST || '127.0.0.1'
      return serve({ port: Number(process.env.PORT || 3000), host, nextFree: true, onTaken })
    },
    ({ port }) => `port ${port}`,
  )
  onStop(server.stop)

  const shop = `http://localhost:${server.port}`
  process.env.PORT = String(server.port)
  const accounts = await demoAccounts(database.url)
  const password = settings.DEMO_PASSWORD
  const holds = accounts.length === 0 || (await hasPassword(database.url, accounts[0].email, password))
  tell(
    shop,
    accounts,
    holds ? `the password ${password}` : 'the DEMO_PASSWORD of the last reset; --reset sets the new one',
  )
  // The first page of a process takes longer than all others; let that be this one, which nobody waits for. It says
  // that it is a bot, so that it counts as no shopper.
  fetch(shop, { headers: { 'user-agent': 'sorento-warm-up (bot)' } }).catch(() => {})
}

function tell(shop, accounts, theirPassword) {
  const width = (key) => Math.max(0, ...accounts.map((account) => account[key].length)) + 2
  const lines = [
    `Ready in ${duration(performance.now() - start)}.`,
    '',
    `The shop        ${shop}`,
    `The presenter   ${shop}/demo`,
    `The till        POST ${shop}/api/purchases, with PURCHASES_API_KEY of .data/secrets.json (docs/till.md)`,
    '',
    `Accounts, all with ${theirPassword}`,
    ...accounts.map(({ name, email, line }) => `  ${name.padEnd(width('name'))}${email.padEnd(width('email'))}${line}`),
    '',
    'Ctrl-C stops everything.',
  ]
  console.log(`\n${lines.map((line) => (line ? `  ${line}` : line)).join('\n')}\n`)
}
