import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inProject } from './lib/project.mjs'

const { DATA_DIR } = process.env
const WITHOUT = 'no DATA_DIR'

let folder
const write = (name, ...lines) => writeFileSync(path.join(folder, name), `${lines.join('\n')}\n`)
const CUSTOMERS = Array.from({ length: 60 }, (_, i) => {
  const x = i % 4
  return { id: i + 1, x, tx: x === 0 ? 0 : 5 + (i % 20), T: 30 + (i % 8), zbar: x === 0 ? 0 : 20 + (i % 7) * 5 }
})

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sorento-eval-'))
  const rows = (...of) => CUSTOMERS.map((customer) => of.map((name) => customer[name]).join(','))
  write('plain.csv', 'ID,frequency,recency,T', ...rows('id', 'x', 'tx', 'T'))
  write('money.csv', 'ID,x,t_x,T,zbar', ...rows('id', 'x', 'tx', 'T', 'zbar'))
  const turned = rows('zbar', 'T', 'id', 'tx', 'x').map((row) => `"${row.replaceAll(',', '";"')}"`)
  write('turned.csv', '\uFEFFMonetary Value;t;Customer_ID;RECENCY;Frequency', ...turned, '')
  write('unseen.csv', 'ID,frequency,T', '1,0,9')
  write('words.csv', 'ID,frequency,recency,T', '1,2,3,9', '2,two,3,9')
  write('blank.csv', 'ID,frequency,recency,T', '1,2,,9')
  write('late.csv', 'ID,frequency,recency,T', '1,2,9.5,9')
  write('once.csv', 'ID,frequency,recency,T', '1,0,3,9')
  write('half.csv', 'ID,frequency,recency,T', '1,1.5,3,9')
  write('below.csv', 'ID,frequency,recency,T', '1,1,3,-9')
  write('endless.csv', 'ID,frequency,recency,T', '1,1,3,Infinity')
  write('never.csv', 'ID,frequency,recency,T', '1,0,0,9', '2,0,0,8')
  write('titles.csv', 'ID,frequency,recency,T')
  write('quoted.csv', 'ID,frequency,recency,T', '"1,1,3,9')
  writeFileSync(path.join(folder, 'empty.csv'), '')
  write('log.txt', ' 1 19970101 1 9.99', ' 1 19970301 1 soon')
  write('short.txt', ' 1 19970101 1 9.99', ' 1 19970301 1 9.99')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the command from the test's folder, as npm would, with no database to be had. */
async function run(...args) {
  const child = spawn(process.execPath, [inProject('scripts/eval-value.mjs'), ...args], {
    cwd: inProject(),
    env: { ...process.env, INIT_CWD: folder, DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none', NODE_OPTIONS: '' },
  })
  let [out, told] = ['', '']
  child.stdout.on('data', (data) => (out += data))
  child.stderr.on('data', (data) => (told += data))
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, out, told }
}
const fitted = async (...args) => JSON.parse((await run(...args, '--json')).out)

describe('eval:value', () => {
  it('prints exactly one object', async () => {
    const { code, out } = await run('plain.csv', '--json')
    expect(code).toBe(0)
    expect(out.trim().split('\n')).toHaveLength(1)
    const { r, alpha, a, b, logLikelihood, ...rest } = JSON.parse(out)
    for (const value of [r, alpha, a, b]) expect(value).toBeGreaterThan(0)
    expect(logLikelihood).toBeLessThan(0)
    expect(rest).toMatchObject({ customers: 60 })
    for (const name of ['p', 'q', 'gamma']) expect(rest).not.toHaveProperty(name)
  })

  it('fits money too where it is given', async () => {
    const [plain, money] = [await fitted('plain.csv'), await fitted('money.csv')]
    for (const name of ['r', 'alpha', 'a', 'b', 'logLikelihood']) expect(money[name]).toBe(plain[name])
    for (const name of ['p', 'q', 'gamma']) expect(money[name]).toBeGreaterThan(0)
  })

  it('takes columns in any case and order, quoted, divided by semicolons, after a byte order mark', async () => {
    const [money, turned] = [await fitted('money.csv'), await fitted('turned.csv')]
    expect({ ...turned, seconds: 0 }).toEqual({ ...money, seconds: 0 })
  })

  it('says for people what came out', async () => {
    const { code, out } = await run('money.csv')
    expect(code).toBe(0)
    for (const name of ['r', 'alpha', 'a', 'b', 'p', 'q', 'gamma']) {
      expect(out).toMatch(new RegExp(`^  ${name} +\\d+\\.\\d{4}$`, 'm'))
    }
    expect(out).toMatch(/^ {2}logLikelihood +-\d+\.\d\d$/m)
  })

  it.each([
    ['no file', [], /Name one file/],
    ['two files', ['plain.csv', 'money.csv'], /Name one file/],
    ['a file that is not there', ['gone.csv'], /There is no file .*gone\.csv/],
    ['a folder', ['.'], /is a folder/],
    ['an empty file', ['empty.csv'], /empty\.csv is empty.*frequency or x/],
    ['nobody', ['titles.csv'], /no customer/],
    ['a missing column', ['unseen.csv'], /has no column recency/],
    ['what is no number', ['words.csv'], /Line 3 of .*words\.csv: frequency is "two", not a number/],
    ['a blank', ['blank.csv'], /Line 2 of .*: recency is "", not a number/],
    ['what has no end', ['endless.csv'], /Line 2 of .*: T is "Infinity", not a number/],
    ['less than nothing', ['below.csv'], /Line 2 of .*: T is -9/],
    ['half a purchase', ['half.csv'], /Line 2 of .*: frequency is 1.5/],
    ['a last purchase after the end', ['late.csv'], /Line 2 of .*: recency 9.5 is later than T, 9/],
    ['a last purchase of who never bought again', ['once.csv'], /Line 2 of .*: recency is 3 where frequency is 0/],
    ['nobody who bought again', ['never.csv'], /Nobody in .* bought again/],
    ['a quote that does not end', ['quoted.csv'], /Line \d+ of .*quoted\.csv: .*[Qq]uote/],
    ['an option that is none', ['plain.csv', '--jason'], /--jason/],
    [
      'a log with what is no money',
      ['--holdout', 'log.txt'],
      /Line 2 of .*log\.txt is no purchase: "1 19970301 1 soon"/,
    ],
    ['a log that is too short', ['--holdout', 'short.txt'], /does not hold 39 weeks/],
    ['a log that is not there', ['--holdout', 'gone.txt'], /There is no file .*gone\.txt/],
  ])('ends with code 1, what to do and nothing on standard output for %s', async (_, args, message) => {
    const { code, out, told } = await run(...args)
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(told).toMatch(message)
    expect(told).toContain('npm run eval:value -- SUMMARY.csv')
    expect(told).not.toMatch(/\n {4}at /)
  })

  it('says how it is called', async () => {
    const { code, out } = await run('--help')
    expect(code).toBe(0)
    expect(out).toContain('--holdout')
  })
})

describe.skipIf(!DATA_DIR)(`a record shop's customers${DATA_DIR ? '' : `: skipped: ${WITHOUT}`}`, () => {
  const data = (name) => path.join(DATA_DIR ?? '', 'cdnow', name)

  it('have the published parameters', async () => {
    const published = { r: 0.2426, alpha: 4.4135, a: 0.7929, b: 2.4258 }
    for (const name of ['cdnow_customers_summary.csv', 'cdnow_customers_summary_with_transactions.csv']) {
      const found = await fitted(data(name))
      for (const [parameter, value] of Object.entries(published)) expect(found[parameter]).toBeCloseTo(value, 3)
      expect(found.logLikelihood).toBeCloseTo(-9582.43, 2)
      expect(found.customers).toBe(2_357)
    }
  })

  it('spend with the published parameters', async () => {
    const found = await fitted(data('cdnow_customers_summary_with_transactions.csv'))
    expect(found.p).toBeCloseTo(6.25, 2)
    expect(found.q).toBeCloseTo(3.74, 1)
    expect(found.gamma).toBeCloseTo(15.44, 1)
  })

  it(
    'who buys in weeks that were held out is ranked better than by what is published',
    { timeout: 60_000 },
    async () => {
      const found = await fitted('--holdout', data('CDNOW_sample.txt'))
      expect(found.customers).toBe(2_357)
      expect(found.params.logLikelihood).toBeCloseTo(-9582.43, 1)
      expect(found.auc.expected.value).toBeGreaterThan(0.77)
      expect(found.auc.chance.value).toBeGreaterThan(0.783)
      expect(found.auc.gain.low).toBeGreaterThan(0)
      expect(found.auc.alive).toBeLessThan(0.5)
      const all = found.tenths.reduce((sum, { expected }) => sum + expected / 10, 0)
      const came = found.tenths.reduce((sum, { actual }) => sum + actual / 10, 0)
      expect(Math.abs(all / came - 1)).toBeLessThan(0.2)
      for (const { of, flagged, others } of found.atRisk) {
        if (of === '2' || of === '3+') expect(flagged.bought).toBeLessThan(others.bought - 0.15)
      }
    },
  )
})
