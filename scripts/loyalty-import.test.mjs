import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { databaseName } from './lib/named-database.mjs'
import { ensureDatabase, withClient, withDatabase } from './lib/database.mjs'
import { inProject } from './lib/project.mjs'
import { startThrowaway } from './lib/throwaway-pg.mjs'

const HEADER = 'id,customer,time,kind,amount,currency,channel'
const purchase = (id, customer, amount, time = '2026-11-01') => `${id},${customer},${time},purchase,${amount},PLN,till`

let server
let folder
beforeAll(async () => {
  server = await startThrowaway()
})
afterAll(() => server?.stop())
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sorento-import-'))
  return () => rmSync(folder, { recursive: true, force: true })
})

function given(name, ...lines) {
  writeFileSync(path.join(folder, name), Buffer.isBuffer(lines[0]) ? lines[0] : `${lines.join('\n')}\n`)
}

/** Runs the command from the test's folder, as npm would; its last line of standard output is read as JSON. */
async function run(...args) {
  const child = spawn(process.execPath, [inProject('scripts/loyalty-import.mjs'), ...args], {
    cwd: inProject(),
    env: { ...process.env, INIT_CWD: folder, DATABASE_URL: withDatabase(server.url, 'shop'), NODE_OPTIONS: '' },
  })
  let [out, told] = ['', '']
  child.stdout.on('data', (data) => (out += data))
  child.stderr.on('data', (data) => (told += data))
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, out, told, report: out.startsWith('{') ? JSON.parse(out) : null }
}

const entriesIn = (database) =>
  withClient(withDatabase(server.url, database), async (client) => {
    const { rows } = await client.query(
      `select e.id, c.external_ref as customer, e.at, e.amount::int from loyalty_entry e
       join customer c on c.id = e.customer_id order by e.id`,
    )
    return rows
  })
const databases = () =>
  withClient(server.url, async (client) => {
    const { rows } = await client.query('select datname as name from pg_database order by 1')
    return rows.map(({ name }) => name)
  })

describe('loyalty:import', () => {
  it('makes the database, takes the rows over, and changes nothing when it is run again', async () => {
    given(
      'tills.csv',
      HEADER,
      purchase('t-1', 'c-1', '129.90'),
      purchase('t-2', 'c-2', '0.00', '2026-11-02T23:30:00+01:00'),
    )
    const first = await run('tills.csv', '--program', 'classic', '--json')
    expect(first.code).toBe(0)
    expect(first.report).toMatchObject({
      ...{ file: path.join(folder, 'tills.csv'), database: 'shop_classic', program: 'Classic', dryRun: false },
      ...{ rows: 2, created: 2, already: 0, refused: 0, customersCreated: 2, refusedFile: null },
    })
    expect(first.out.trim().split('\n')).toHaveLength(1)
    expect(first.told).toContain('2 created, 0 there already, 0 refused')
    expect(await entriesIn('shop_classic')).toEqual([
      { id: 't-1', customer: 'c-1', at: new Date('2026-11-01T00:00:00Z'), amount: 12_990 },
      { id: 't-2', customer: 'c-2', at: new Date('2026-11-02T22:30:00Z'), amount: 0 },
    ])
    const again = await run('tills.csv', '--program', 'classic', '--json')
    expect(again).toMatchObject({ code: 0, report: { rows: 2, created: 0, already: 2, customersCreated: 0 } })
    expect(await databases()).not.toContain('shop')
  })

  it('lists what it refused, with lines and reasons, and removes the list when nothing is refused any more', async () => {
    const list = path.join(folder, 'tills.refused.csv')
    given(
      'tills.csv',
      HEADER,
      purchase('t-1', 'c-1', '1'),
      purchase('t-1', '"c ""2"""', '2'),
      'x',
      purchase('t-3', 'c-3', '1,5'),
    )
    const { code, report, told } = await run('tills.csv', '--database', 'list', '--program', 'classic', '--json')
    expect(code).toBe(1)
    expect(report).toMatchObject({ rows: 4, created: 1, refused: 3, customersCreated: 1, refusedFile: list })
    expect(readFileSync(list, 'utf8').split('\n')).toEqual([
      `line,reason,${HEADER}`,
      '3,"id ""t-1"" is there already with another customer, amount",t-1,"c ""2""",2026-11-01,purchase,2,PLN,till',
      '4,has 1 columns instead of 7,x',
      '5,has 8 columns instead of 7,t-3,c-3,2026-11-01,purchase,1,5,PLN,till',
      '',
    ])
    expect(told).toContain('line 4: has 1 columns instead of 7')
    given('tills.csv', HEADER, purchase('t-1', 'c-1', '1'))
    expect((await run('tills.csv', '--database', 'list', '--program', 'classic')).code).toBe(0)
    expect(existsSync(list)).toBe(false)
  })

  it('with --dry-run says the same and writes nothing, not even a database', async () => {
    given('tills.csv', HEADER, purchase('t-1', 'c-1', '1'), purchase('t-1', 'c-1', '2'), purchase('t-2', 'c-1', '1'))
    const { code, report } = await run('tills.csv', '--database', 'dry', '--program', 'classic', '--dry-run', '--json')
    expect(code).toBe(1)
    expect(report).toMatchObject({
      dryRun: true,
      rows: 3,
      created: 2,
      refused: 1,
      customersCreated: 1,
      refusedFile: null,
    })
    expect(await databases()).not.toContain('dry')
    expect(existsSync(path.join(folder, 'tills.refused.csv'))).toBe(false)
  })

  it('of one file twice at the same time writes every row once', async () => {
    const rows = Array.from({ length: 9_000 }, (_, i) => purchase(`t-${i}`, `c-${i % 700}`, '1.00'))
    given('tills.csv', HEADER, ...rows)
    await run('tills.csv', '--database', 'twice', '--program', 'classic', '--dry-run')
    const both = await Promise.all(
      [1, 2].map(() => run('tills.csv', '--database', 'twice', '--program', 'classic', '--json')),
    )
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(both.reduce((all, { report }) => all + report.created, 0)).toBe(9_000)
    expect(both.reduce((all, { report }) => all + report.customersCreated, 0)).toBe(700)
  }, 60_000)

  it.each([
    ['no such file', ['nowhere.csv'], 'There is no file'],
    ['a folder', ['.'], 'is a folder'],
    ['an empty file', ['empty.csv'], 'The file is empty.'],
    ['two files', ['a.csv', 'b.csv'], 'Name one file.'],
    ['an unknown option', ['tills.csv', '--fast'], "Unknown option '--fast'"],
    [
      'an unknown programme',
      ['tills.csv', '--program', 'gold'],
      'There is no programme "gold". There is: sorento, classic.',
    ],
    ['the server’s own database', ['tills.csv', '--database', 'template1'], 'belongs to the server itself'],
    ['another header', ['header.csv'], `The first line must be: ${HEADER}`],
    ['another encoding', ['latin.csv'], 'Line 3 is not UTF-8'],
  ])('with %s ends with 2 and says what to do', async (_, args, message) => {
    given('tills.csv', HEADER, purchase('t-1', 'c-1', '1'))
    given('empty.csv', Buffer.alloc(0))
    given('header.csv', 'id;customer', '1;2')
    given(
      'latin.csv',
      Buffer.from(`${HEADER}\n${purchase('t-1', 'c-1', '1')}\n${purchase('t-2', 'Zo\xeb', '1')}\n`, 'latin1'),
    )
    const { code, told, report } = await run('--program', 'classic', '--database', 'faults', '--json', ...args)
    expect(code).toBe(2)
    expect(told).toContain(message)
    expect(report).toMatchObject({ error: expect.stringContaining(message), created: 0 })
    expect(await databases()).not.toContain('faults')
  })

  it('leaves a database alone that is not the shop’s', async () => {
    await ensureDatabase(withDatabase(server.url, 'foreign'))
    await withClient(withDatabase(server.url, 'foreign'), (client) => client.query('create table theirs ()'))
    given('tills.csv', HEADER, purchase('t-1', 'c-1', '1'))
    expect(await run('tills.csv', '--database', 'foreign')).toMatchObject({
      code: 2,
      told: expect.stringContaining('left alone'),
    })
  })
})

describe('which database is meant', () => {
  it.each([
    [{}, 'shop'],
    [{ program: 'sorento' }, 'shop'],
    [{ program: 'classic' }, 'shop_classic'],
    [{ program: 'classic', database: 'cdnow' }, 'cdnow'],
    [{ database: 'Zażółć "x"' }, 'Zażółć "x"'],
  ])('%j: %s', (asked, name) => {
    expect(databaseName('shop', asked)).toBe(name)
  })

  it.each(['', ' ', 'a\nb', 'postgres', 'template0', 'x'.repeat(64)])('never %j', (database) => {
    expect(() => databaseName('shop', { database })).toThrow()
  })
})
