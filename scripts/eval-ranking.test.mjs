import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inProject } from './lib/project.mjs'

const { DATA_DIR } = process.env
const WITHOUT = 'no DATA_DIR'

let folder
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sorento-eval-'))
  const log = (...rows) => `SessionId\tItemId\tTime\n${rows.join('\n')}\n`
  const train = Array.from(
    { length: 40 },
    (_, i) => `s${i}\ta\t${i * 9000}\ns${i}\tb\t${i * 9000 + 9}\ns${i}\tc\t${i * 9000 + 20}`,
  )
  writeFileSync(path.join(folder, 'train.txt'), log(...train))
  writeFileSync(path.join(folder, 'test.txt'), log('t\ta\t400000', 't\tb\t400009', 't\tnever\t400010'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the command from the test's folder, as npm would, with no database to be had. */
async function run(...args) {
  const child = spawn(process.execPath, [inProject('scripts/eval-ranking.mjs'), ...args], {
    cwd: inProject(),
    env: { ...process.env, INIT_CWD: folder, DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none', NODE_OPTIONS: '' },
  })
  let [out, told] = ['', '']
  child.stdout.on('data', (data) => (out += data))
  child.stderr.on('data', (data) => (told += data))
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, out, told }
}

describe('eval:ranking', () => {
  it('prints exactly one object, of the default algorithm', async () => {
    const { code, out } = await run('--train', 'train.txt', '--test', 'test.txt', '--json')
    expect(code).toBe(0)
    expect(out.trim().split('\n')).toHaveLength(1)
    expect(JSON.parse(out)).toMatchObject({
      ...{ algorithm: 'fused', n: 2, hr20: 0.5, mrr20: 0.5, sessions: 1 },
      ...{ p50us: expect.any(Number), p90us: expect.any(Number) },
      train: { events: 120, sessions: 40, items: 3 },
    })
  })

  it('says for people what came out, of the algorithm that was asked for', async () => {
    const { code, out } = await run('--train', 'train.txt', '--day', '1', '--algorithm', 'rules')
    expect(code).toBe(0)
    expect(out).toMatch(/Algorithm +rules\n/)
    expect(out).toMatch(/HR@20 +1\.0000\n/)
    expect(out).toMatch(/p50 \d+ µs, p90 \d+ µs/)
  })

  it.each([
    ['no log', ['--test', 'test.txt'], /--train FILE/],
    ['nothing to predict', ['--train', 'train.txt'], /--test FILE, or --day N/],
    ['a file that is not there', ['--train', 'gone.txt', '--test', 'test.txt'], /There is no file .*gone\.txt/],
    [
      'an algorithm that is none',
      ['--train', 'train.txt', '--test', 'test.txt', '--algorithm', 'oracle'],
      /no algorithm "oracle".*vmis/,
    ],
    [
      'a setting that is none',
      ['--train', 'train.txt', '--test', 'test.txt', '--set', 'luck=1'],
      /"luck=1" sets nothing.*hop/,
    ],
    ['an option that is none', ['--trian', 'train.txt'], /--trian/],
    ['a day that is none', ['--train', 'train.txt', '--day', 'today'], /"today" is no day/],
    ['a day with nobody', ['--train', 'train.txt', '--day', '90'], /nothing to predict/],
  ])('ends with code 1, what to do and nothing on standard output for %s', async (_, args, message) => {
    const { code, out, told } = await run(...args, '--json')
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(told).toMatch(message)
    expect(told).toContain('npm run eval:ranking -- --train FILE')
    expect(told).not.toMatch(/\n {4}at /)
  })

  it('says how it is called', async () => {
    const { code, out } = await run('--help')
    expect(code).toBe(0)
    expect(out).toContain('--algorithm NAME')
  })
})

describe.skipIf(!DATA_DIR)(`a real shop's log${DATA_DIR ? '' : `: ${WITHOUT}`}`, () => {
  it('is predicted better than published, on its validation part', { timeout: 120_000 }, async () => {
    const data = path.join(DATA_DIR ?? '', 'bol-sessions')
    const evaluated = async (...args) =>
      JSON.parse(
        (await run('--train', path.join(data, 'train.txt'), '--test', path.join(data, 'valid.txt'), '--json', ...args))
          .out,
      )
    const [fused, vmis] = [await evaluated(), await evaluated('--algorithm', 'vmis')]
    expect(fused.n).toBe(1121)
    expect(fused.hr20).toBeGreaterThan(0.73)
    expect(fused.mrr20).toBeGreaterThan(0.37)
    // Where the published figures of VMIS-kNN on the test part lie, .6402 and .3277.
    expect(vmis.hr20).toBeCloseTo(0.64, 1)
    expect(vmis.mrr20).toBeCloseTo(0.325, 2)
  })
})
