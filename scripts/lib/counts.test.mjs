import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readCounts, sum, verdict } from './counts.mjs'

const folder = mkdtempSync(path.join(tmpdir(), 'sorento-counts-'))
let files = 0
afterAll(() => rmSync(folder, { recursive: true }))

function counts(report, code, runner) {
  const file = path.join(folder, `${++files}.json`)
  if (report) writeFileSync(file, JSON.stringify(report))
  return readCounts(file, code, runner)
}

describe('what a run came to', () => {
  const test = (status) => ({ status, fullName: `a ${status} one` })

  it('counts the tests of vitest, and names what was skipped', () => {
    const assertionResults = ['passed', 'passed', 'failed', 'pending', 'todo'].map(test)
    const report = { testResults: [{ status: 'failed', assertionResults }] }
    expect(counts(report, 1, 'vitest')).toEqual({
      ...{ passed: 2, failed: 1, skipped: 2 },
      skips: ['a pending one', 'a todo one'],
    })
  })

  it('counts a file that cannot be loaded as a failure', () => {
    const good = { status: 'passed', assertionResults: [test('passed')] }
    const report = { testResults: [good, { status: 'failed', assertionResults: [] }] }
    expect(counts(report, 1, 'vitest')).toMatchObject({ passed: 1, failed: 1 })
  })

  it('counts the tests of Playwright at any depth; flaky is failed', () => {
    const spec = (status, annotations = []) => ({ title: status, tests: [{ status, annotations }] })
    const inner = { specs: [spec('expected'), spec('flaky'), spec('skipped', [{ type: 'skip', description: 'why' }])] }
    const report = { suites: [{ specs: [spec('expected'), spec('unexpected')], suites: [inner] }] }
    expect(counts(report, 1, 'playwright')).toEqual({ passed: 2, failed: 2, skipped: 1, skips: ['skipped (why)'] })
  })

  it.each(['vitest', 'playwright'])('a %s run that fails without a failed test is a failure', (runner) => {
    expect(counts(undefined, 1, runner).failed).toBe(1)
    expect(counts({ testResults: [], suites: [] }, 1, runner).failed).toBe(1)
    expect(counts({ testResults: [], suites: [] }, 0, runner).failed).toBe(0)
  })

  it('ends in one line', () => {
    const one = { passed: 3, failed: 0, skipped: 0, skips: [] }
    expect(verdict(sum([one, one]))).toBe('6 passed, 0 failed')
    expect(verdict({ ...one, skipped: 2 })).toBe('3 passed, 0 failed, 2 skipped')
  })
})
