import pg, { type Client } from 'pg'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { ACCOUNTS, lineOf } from '@/lib/demo/personas'
import { isPresetName, PRESETS, type PresetName } from '@/lib/loyalty/presets'
import { hashPassword } from '@/lib/shopper/passwords'
import { insertCatalogue } from './catalogue'
import { seedConfig, SeedConfigFault, type SeedConfig } from './config'
import { COLUMNS } from './columns'
import { insertContent } from './content'
import { insertExperiments } from './experiments'
import { insertRows } from './insert'
import { insertCampaigns } from './messages-campaigns'
import { readRange } from './past/pieces'
import type { Sizes } from './past/simulate'
import { programmesOf, type ProgrammeVersion } from './programmes'
import type { Past } from './rows'
import { tellStory } from './story'
import { insertValue } from './value'
import { wipe } from './wipe'

export type SeedOptions = SeedConfig & {
  /** Whose shop it is: the programme, and the currency of all prices. The house's own unless named. */
  preset?: PresetName
  /** A shorter past, for tests. */
  sizes?: Sizes
  /** Wipes everything first, whatever is there. */
  reset?: boolean
  /** Receives one line per step. */
  say?: (line: string) => void
}

/** The database holds a story that a seed would erase: only `reset` may. */
export class SeedRefused extends Error {}

/** Any number that only the seed uses: two seeds of one database wait for each other. */
const LOCK = 4_616_001

/**
 * Writes catalogue, programme, simulated past and personas, all in one transaction: afterwards the database holds the
 * whole seed or what it held before. The same `seedNow`, `seedNumber` and `preset` give the same rows (but for the salt of the
 * password hash, the ids of value runs and the real time of the reset). Throws `SeedRefused` when the database was seeded before, or holds
 * customers that no seed wrote, unless `reset` says so.
 * @returns rows written, by table
 */
export async function seedDatabase(databaseUrl: string, options: SeedOptions): Promise<Record<keyof Past, number>> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [LOCK])
    if (!options.reset) await refuseToErase(client)
    const counts = await writeSeed(client, options)
    await client.query('commit')
    await client.query('analyze')
    return counts
  } finally {
    await client.end()
  }
}

async function refuseToErase(client: Client): Promise<void> {
  const { rows } = await client.query<{ seeded: boolean; strangers: boolean }>(
    `select exists (select 1 from setting where key = 'seeded') as seeded,
       exists (select 1 from customer where not seeded) as strangers`,
  )
  if (rows[0]?.seeded) throw new SeedRefused('The database is seeded already. --reset wipes it and seeds it anew.')
  if (rows[0]?.strangers) throw new SeedRefused('The database holds customers that no seed wrote. --reset wipes them.')
}

async function writeSeed(client: Client, options: SeedOptions): Promise<Record<keyof Past, number>> {
  const { seedNow, seedNumber, password, sizes, preset = 'sorento' } = options
  const step = stepper(options.say)
  await step('Emptied the tables', () => wipe(client))
  await step('Catalogue', () => insertCatalogue(client, seedNow, seedNumber, PRESETS[preset].currency))
  for (const version of programmesOf(preset, seedNow)) await insertProgramme(client, version)
  await step('Content', () => insertContent(client, seedNow, preset))
  const range = await readRange(client)
  const passwordHash = await hashPassword(password)
  const { past, putIn } = await step('Simulated the past', async () =>
    tellStory({ seedNow, seedNumber, range, preset, passwordHash, sizes }),
  )
  for (const table of Object.keys(COLUMNS) as (keyof Past)[]) {
    await step(`${past[table].length} × ${table}`, () => insertTable(client, table, past))
  }
  await insertExperiments(client, seedNow, { preset, putIn })
  await insertCampaigns(client, seedNow, preset)
  await insertSettings(client, options)
  await step('What is known of all customers together', () => insertValue(client, seedNow, PRESETS[preset].timeZone))
  options.say?.(
    `Seeded ${range.pieces.length} pieces and ${past.customer.length} customers as of ${seedNow.toISOString()}`,
  )
  return Object.fromEntries(Object.entries(past).map(([table, rows]) => [table, rows.length])) as Record<
    keyof Past,
    number
  >
}

const insertProgramme = (client: Client, { id, effectiveFrom, definition }: ProgrammeVersion) =>
  client.query('insert into programme_version (id, name, effective_from, definition) values ($1, $2, $3, $4)', [
    id,
    definition.name,
    effectiveFrom,
    JSON.stringify(definition),
  ])

const insertTable = <Table extends keyof Past>(client: Client, table: Table, past: Past): Promise<void> =>
  insertRows<Past[Table][number]>(client, table, COLUMNS[table] as never, past[table])

async function insertSettings(client: Client, options: SeedOptions): Promise<void> {
  const { seedNow, seedNumber, preset = 'sorento' } = options
  const settings = {
    seedNow: seedNow.toISOString(),
    seedNumber: String(seedNumber),
    resetAt: new Date().toISOString(), // real time: from here on the demo clock runs
    demoAccounts: JSON.stringify(
      ACCOUNTS.map((account) => ({ name: account.name, email: account.email, line: lineOf(account, preset) })),
    ),
    demoProgramme: preset,
    holdoutShare: '0', // the presenter shows either side; nobody's demo is the generic page by chance
    seeded: 'true',
  }
  for (const [key, value] of Object.entries(settings)) {
    await client.query('insert into setting (key, value) values ($1, $2)', [key, value])
  }
}

/** The first messages, decided as the shop decides them. Its modules ask for all secrets; nothing is signed here. */
async function decideMessages(seedNow: Date): Promise<void> {
  const unused = 'not used by the seed'
  process.env.AUTH_SECRET ||= unused
  process.env.COOKIE_SECRET ||= unused
  process.env.DEMO ||= '1'
  const { writeMessages } = await import('./messages')
  const { db } = await import('@/lib/core/db')
  try {
    await writeMessages(seedNow, new Date())
  } finally {
    await db.$disconnect()
  }
}

/** Runs a step and says what it was and how long it took. */
function stepper(say: SeedOptions['say']) {
  return async <T>(name: string, run: () => Promise<T>): Promise<T> => {
    const began = performance.now()
    const result = await run()
    say?.(`${name}: ${((performance.now() - began) / 1_000).toFixed(2)} s`)
    return result
  }
}

/** Which programme `--program NAME` or `--program=NAME` asks for. Throws a `SeedConfigFault` for one that is unknown. */
function presetIn(args: readonly string[]): PresetName {
  const { values } = parseArgs({ args: [...args], options: { program: { type: 'string' } }, strict: false })
  const { program = 'sorento' } = values
  if (typeof program === 'string' && isPresetName(program)) return program
  throw new SeedConfigFault(
    `There is no programme "${String(program)}". There are: ${Object.keys(PRESETS).join(', ')}.`,
  )
}

/**
 * `tsx prisma/seed/index.ts [--program NAME] [--reset]`, with DATABASE_URL, DEMO_PASSWORD and, if wanted, SEED_NOW and
 * SEED_NUMBER. Fills the database, then decides the first messages on it.
 */
async function main(): Promise<void> {
  const url = process.env.DATABASE_URL
  if (!url) throw new SeedConfigFault('DATABASE_URL is missing: it says which database to seed')
  const began = performance.now()
  const config = seedConfig(process.env)
  await seedDatabase(url, {
    ...config,
    preset: presetIn(process.argv.slice(2)),
    reset: process.argv.includes('--reset'),
    say: (line) => console.log(line),
  })
  await stepper((line) => console.log(line))('Messages', () => decideMessages(config.seedNow))
  console.log(`Done in ${((performance.now() - began) / 1_000).toFixed(1)} s`)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    const expected = error instanceof SeedRefused || error instanceof SeedConfigFault
    console.error(expected ? error.message : error)
    process.exitCode = 1
  })
}
