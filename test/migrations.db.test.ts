import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { cloneDatabase, ensureDatabase, withClient, withDatabase } from '../scripts/lib/database.mjs'
import { migrate } from '../scripts/lib/migrate.mjs'
import { prismaEnvironment } from '../scripts/lib/prisma-cli.mjs'
import { runNode } from '../scripts/lib/processes.mjs'
import { resetDatabase, seedState } from '../scripts/lib/seed.mjs'
import { TEMPLATE } from './names'

const url = withDatabase(inject('databaseServer'), `migrations_${process.env.VITEST_POOL_ID}`)
const query = (sql: string) => withClient(url, async (client) => (await client.query(sql)).rows)

beforeEach(async () => {
  await cloneDatabase(inject('databaseServer'), 'template1', new URL(url).pathname.slice(1))
})

const DIFF = ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema']

describe('the migrations', { timeout: 120_000 }, () => {
  /** Prisma's own command line, over the engine from npm. */
  const prisma = (...args: string[]) =>
    runNode(['node_modules/prisma/build/index.js', ...args], {
      env: prismaEnvironment({ DATABASE_URL: url }),
      onLine: () => {},
    })

  it('lead to the schema, which Prisma confirms', async () => {
    const { code, said } = await prisma(...DIFF, 'prisma/schema.prisma', '--exit-code')
    expect(said).toContain('No difference detected')
    expect(code).toBe(0)
  })

  it('do not lead to another schema', async () => {
    const schema = path.join(mkdtempSync(path.join(tmpdir(), 'sorento-schema-')), 'schema.prisma')
    writeFileSync(schema, readFileSync('prisma/schema.prisma', 'utf8').replace('  focus ', '  motto String?\n  focus '))
    const { code, said } = await prisma(...DIFF, schema, '--exit-code')
    rmSync(path.dirname(schema), { recursive: true })
    expect(said).toContain('motto')
    expect(code).toBe(2)
  })

  it('applied by us are up to date for Prisma', async () => {
    await migrate(url)
    expect((await prisma('migrate', 'status')).said).toContain('Database schema is up to date')
  })

  it('applied by Prisma are up to date for us', async () => {
    expect((await prisma('migrate', 'deploy')).code).toBe(0)
    expect(await migrate(url)).toEqual([])
  })
})

describe('applying migrations', () => {
  let folder: string
  const write = (name: string, sql: string) => {
    mkdirSync(path.join(folder, name), { recursive: true })
    writeFileSync(path.join(folder, name, 'migration.sql'), sql)
  }
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sorento-migrations-'))
    write('0001_one', 'CREATE TABLE one (n int)')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('applies each once, in the order of their names', async () => {
    write('0002_two', 'INSERT INTO one VALUES (2)')
    expect(await migrate(url, folder)).toEqual(['0001_one', '0002_two'])
    write('0003_three', 'INSERT INTO one VALUES (3)')
    expect(await migrate(url, folder)).toEqual(['0003_three'])
    expect(await query('SELECT n FROM one ORDER BY n')).toEqual([{ n: 2 }, { n: 3 }])
  })

  it('two at once apply each once', async () => {
    const both = await Promise.all([migrate(url, folder), migrate(url, folder)])
    expect(both.flat()).toEqual(['0001_one'])
  })

  it('leaves nothing of one that fails, and then waits for somebody to look', async () => {
    write('0002_broken', 'INSERT INTO one VALUES (2); SELECT nonsense')
    await expect(migrate(url, folder)).rejects.toThrow(/P3018: migration 0002_broken failed: .*nonsense/)
    expect(await query('SELECT n FROM one')).toEqual([])
    await expect(migrate(url, folder)).rejects.toThrow(/P3009: migration 0002_broken/)
  })

  it('warns of one that was edited afterwards', async () => {
    await migrate(url, folder)
    write('0001_one', 'CREATE TABLE one (n bigint)')
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    expect(await migrate(url, folder)).toEqual([])
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('0001_one'))
    warn.mockRestore()
  })
})

describe('what the demo finds in a database', () => {
  beforeEach(async () => {
    await cloneDatabase(inject('databaseServer'), TEMPLATE, new URL(url).pathname.slice(1))
  })
  const aHouse = `INSERT INTO house VALUES ('h', 'H', '', '', '', '{}')`
  const aCategory = `INSERT INTO category VALUES ('c', 'C', 1)`
  const aPiece = `${aHouse}; ${aCategory}; INSERT INTO product VALUES
    ('p', 'P', 'h', 'c', '', 1, 'USD', '{}', '{}', '', '', '', '', '', 1, now())`

  it('is nothing, a finished seed, an interrupted one, or somebody else’s data', async () => {
    expect(await seedState(url)).toBe('empty')
    await query(aPiece)
    expect(await seedState(url)).toBe('foreign')
    await query(`COMMENT ON TABLE setting IS 'the demo is filling this database'`)
    expect(await seedState(url)).toBe('interrupted')
    await query(`INSERT INTO setting VALUES ('seeded', 'now'); COMMENT ON TABLE setting IS NULL`)
    expect(await seedState(url)).toBe('seeded')
  })

  it('is nothing again after a reset', async () => {
    await query(`${aPiece}; INSERT INTO setting VALUES ('seeded', 'now')`)
    await resetDatabase(url)
    expect(await seedState(url)).toBe('empty')
  })

  it('is left alone when the tables are not the shop’s', async () => {
    const other = withDatabase(url, `foreign_${process.env.VITEST_POOL_ID}`)
    await ensureDatabase(other)
    await withClient(other, (client) => client.query('CREATE TABLE IF NOT EXISTS precious (n int)'))
    await expect(resetDatabase(other)).rejects.toThrow(/left alone/)
  })
})
