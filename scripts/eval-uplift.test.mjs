import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { inProject } from './lib/project.mjs'

/** Runs the command as npm would, with no database to be had. */
async function run(...args) {
  const child = spawn(process.execPath, [inProject('scripts/eval-uplift.mjs'), ...args], {
    cwd: inProject(),
    env: { ...process.env, DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none', NODE_OPTIONS: '' },
  })
  let [out, told] = ['', '']
  child.stdout.on('data', (data) => (out += data))
  child.stderr.on('data', (data) => (told += data))
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, out, told }
}

const RATES = ['falseAlarmRate', 'sequentialFalseAlarmRate', 'coverage', 'sequentialCoverage', 'brokenLoggerCaught']

describe('eval:uplift', () => {
  it('prints exactly one object, the same for the same seed', { timeout: 120_000 }, async () => {
    const { code, out } = await run('--runs', '3', '--seed', '5', '--json')
    expect(code).toBe(0)
    expect(out.trim().split('\n')).toHaveLength(1)
    const answer = JSON.parse(out)
    expect(answer).toMatchObject({ runs: 3, seed: 5 })
    for (const name of RATES) expect(answer[name]).toBeGreaterThanOrEqual(0)
    const again = JSON.parse((await run('--runs', '3', '--seed', '5', '--json')).out)
    expect({ ...again, seconds: 0 }).toEqual({ ...answer, seconds: 0 })
  })

  it('takes a fresh seed where none is given, and says which', { timeout: 120_000 }, async () => {
    const [one, other] = [await run('--runs', '1'), await run('--runs', '1', '--json')]
    const seed = Number(/; seed (\d+)$/m.exec(one.out)?.[1])
    expect(one.told).toContain(`seed ${seed}`)
    expect(JSON.parse(other.out).seed).not.toBe(seed)
    for (const name of RATES) expect(one.out).toMatch(new RegExp(`^ {2}${name} +\\d+\\.\\d%`, 'm'))
  })

  // What would be far off, were a formula wrong: 1,000 runs, which say it exactly, are for docs/measure.md.
  it('finds the analysis right about as often as it should be', { timeout: 300_000 }, async () => {
    const answer = JSON.parse((await run('--runs', '40', '--seed', '11', '--json')).out)
    expect(answer.falseAlarmRate).toBeLessThanOrEqual(0.15)
    expect(answer.sequentialFalseAlarmRate).toBeLessThanOrEqual(0.05)
    expect(answer.peekedFalseAlarmRate).toBeGreaterThan(answer.sequentialFalseAlarmRate)
    expect(answer.coverage).toBeGreaterThanOrEqual(0.85)
    expect(answer.relativeCoverage).toBeGreaterThanOrEqual(0.85)
    expect(answer.sequentialCoverage).toBeGreaterThanOrEqual(0.95)
    expect(answer.found).toBeGreaterThan(0.3)
    expect(answer.explained).toBeGreaterThan(0.1)
    expect(answer.ratioAlertRate).toBeLessThanOrEqual(0.05)
    expect(answer.brokenLoggerCaught).toBeGreaterThan(0.85)
  })

  it.each([
    ['no runs', ['--runs', '0'], /--runs is "0", not a whole number from 1/],
    ['half a run', ['--runs', '1.5'], /--runs is "1\.5"/],
    ['a seed in words', ['--seed', 'one'], /--seed is "one", not a whole number from 0 to 4294967295/],
    ['a seed that is too large', ['--seed', '4294967296'], /--seed is "4294967296"/],
    ['an option that is none', ['--jason'], /--jason/],
    ['what belongs to no option', ['7'], /7/],
  ])('ends with code 1, what to do and nothing on standard output for %s', async (_, args, message) => {
    const { code, out, told } = await run(...args)
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(told).toMatch(message)
    expect(told).toContain('npm run eval:uplift')
    expect(told).not.toMatch(/\n {4}at /)
  })

  it('says how it is called', async () => {
    const { code, out } = await run('--help')
    expect(code).toBe(0)
    expect(out).toContain('--runs')
  })
})
