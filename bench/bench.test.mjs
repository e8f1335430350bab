import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { cannotMeasure, cpuMs } from './cpu.mjs'
import { BUDGET, scriptsIn } from './javascript.mjs'
import { writeBase } from './loyalty.mjs'
import { sessionLines } from './log.mjs'
import { faultsOf, FOLD_US, told } from './report.mjs'
import { SCALE } from './scale-report.mjs'
import { number, ratio, table } from './table.mjs'

const page = { page: 'home', shopper: 'anonymous', appMs: 10, postgresMs: 2, perSecond: 100, p50: 5, p95: 9 }
const report = {
  machine: { node: '20', cpu: 'a processor', cores: 2, platform: 'linux x64' },
  pages: [page],
  javascript: [{ page: '/', scripts: 3, bytes: 120_000 }],
  folds: { standing50: 20 },
  decisions: { stranger: { hero: 1 } },
  notes: [],
}

describe('the report', () => {
  it('tells what was measured', () => {
    expect(told(report)).toMatch(/home +anonymous +10\.0 +2\.0 +12\.0 +100 +5\.0 +9\.0\n/)
    expect(told(report)).not.toContain('×')
  })

  it('compares with an earlier one, and leaves empty what that did not measure', () => {
    const earlier = { ...report, pages: [{ ...page, appMs: 22, perSecond: 50 }], folds: {} }
    expect(told(report, earlier)).toMatch(/home .* ×0\.50 +×2\.00\n/)
    expect(told(report, earlier)).toMatch(/standing50 +20\.0\n/)
  })

  it('says what could not be measured', () => {
    const blind = { ...report, pages: [{ ...page, appMs: null, postgresMs: null }], notes: ['CPU time cannot be read'] }
    expect(told(blind)).toMatch(/home +anonymous +– +– +– +100/)
    expect(told(blind)).toContain('Note: CPU time cannot be read.')
  })

  it('faults only what is over a limit', () => {
    expect(faultsOf(report)).toEqual([])
    const at = { ...report, javascript: [{ page: '/', scripts: 1, bytes: BUDGET }], folds: { standing50: FOLD_US } }
    expect(faultsOf(at)).toEqual([])
    const over = {
      ...report,
      javascript: [{ page: '/', scripts: 1, bytes: BUDGET + 1 }],
      folds: { standing50: FOLD_US + 1 },
    }
    expect(faultsOf(over)).toHaveLength(2)
  })
})

describe('the loyalty commands', () => {
  const loyalty = {
    ...{ customers: 100_000, purchases: 1_000_000, rows: 1_050_000, importPerSecond: 20_000, importMb: 200 },
    ...{ reportSeconds: 10, reportMb: 150, cycleSeconds: 11, whatIfSeconds: 30 },
  }

  it('are told, beside an earlier report that may not know them', () => {
    expect(told({ ...report, loyalty })).toMatch(/1000000 purchases\n[^]*import, rows\/s +20000\n/)
    expect(told({ ...report, loyalty }, report)).toMatch(/report, s +10\.0\n/)
    expect(told({ ...report, loyalty }, { ...report, loyalty: { ...loyalty, reportSeconds: 20 } })).toMatch(
      /report, s +10\.0 +×0\.50\n/,
    )
  })

  it('are faulted over a limit, and only over a base of that size', () => {
    expect(faultsOf({ ...report, loyalty })).toEqual([])
    const over = { ...loyalty, importPerSecond: 19_999, importMb: 201, reportSeconds: 10.1 }
    expect(faultsOf({ ...report, loyalty: over })).toHaveLength(3)
    expect(faultsOf({ ...report, loyalty: { ...over, purchases: 20_000 } })).toEqual([])
    expect(faultsOf({ ...report, loyalty: { ...loyalty, importMb: null } })).toEqual([])
  })

  it('are given the same base each time: everybody buys, at most a third comes back', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sorento-bench-test-'))
    const file = path.join(folder, 'base.csv')
    const rows = await writeBase(file, 50, 500)
    const first = readFileSync(file, 'utf8')
    await writeBase(file, 50, 500)
    expect(readFileSync(file, 'utf8')).toBe(first)
    const lines = first.trim().split('\n').slice(1)
    expect(lines).toHaveLength(rows)
    expect(lines.filter((line) => line.includes(',purchase,'))).toHaveLength(500)
    expect(new Set(lines.map((line) => line.split(',')[1])).size).toBe(50)
    rmSync(folder, { recursive: true })
  })
})

describe('a large shop', () => {
  const spread = { p50: 1, p90: 5 }
  const scale = {
    ...{ pieces: 100_000, listed: 14_000, sessions: 500_000, facts: 2_500_000, page: { p50: 80, p90: 90 } },
    rankingMs: { stranger: { p50: 0.5, p90: 1 }, facts50: spread, facts500: spread },
    ...{ predictions: { perSecond: 1_000, p90Ms: 2 }, onceMs: { catalogueIndex: 900, firstPage: 400 }, heapMb: 700 },
  }
  const times = { requests: 200, p50: 40, p90: 70 }
  const rebuild = {
    ...{ sessions: 500_000, facts: 2_250_000, seconds: 30, cpuSeconds: 25, megabytes: 900, smallMegabytes: 300 },
    ...{ meanwhile: times, afterwards: { ...times, p90: 50 } },
  }

  it('is told, beside an earlier report that may not know it', () => {
    const now = { ...report, scale, rebuild }
    expect(told(now)).toMatch(/14000 of 100000 pieces[^]*order, facts500 +1\.0 +5\.0\n/)
    expect(told(now, report)).toMatch(/log read, s \(at most 30\) +30\.0\n/)
    const slower = { ...report, scale, rebuild: { ...rebuild, seconds: 60 } }
    expect(told(now, slower)).toMatch(/log read, s \(at most 30\) +30\.0 +×0\.50\n/)
  })

  it('is faulted over a limit, and only where it is as large as the limit says', () => {
    expect(faultsOf({ ...report, scale, rebuild })).toEqual([])
    const slow = { ...scale, rankingMs: { facts50: { p50: 1, p90: 5.1 } }, predictions: { perSecond: 999, p90Ms: 2 } }
    const late = { ...rebuild, seconds: 30.1, megabytes: SCALE.rebuildMb + 1 }
    expect(faultsOf({ ...report, scale: slow, rebuild: late })).toHaveLength(4)
    const small = { scale: { ...slow, sessions: 20_000 }, rebuild: { ...late, sessions: 150_000 } }
    expect(faultsOf({ ...report, ...small })).toEqual([])
    expect(faultsOf({ ...report, rebuild: { ...rebuild, megabytes: null } })).toEqual([])
  })

  it('is given the same log each time, whole sessions in the order of time', () => {
    const part = { from: 20, count: 30, sessions: 100, pieces: 500, until: Date.UTC(2026, 10, 21) }
    const { text, facts } = sessionLines(part)
    expect(sessionLines(part).text).toBe(text)
    const rows = text
      .trim()
      .split('\n')
      .map((line) => line.split('\t'))
    expect(rows).toHaveLength(facts)
    expect(new Set(rows.map((row) => row[4])).size).toBe(30)
    expect(new Set(rows.map((row) => row[0])).size).toBe(facts)
    expect(rows.every((row) => row.length === 11)).toBe(true)
    const last = rows.at(-1)?.[1] ?? ''
    expect(rows[0][1] < last && last < new Date(part.until).toISOString()).toBe(true)
  })
})

describe('messages and results', () => {
  const messages = {
    customers: 3_000,
    written: 1_500,
    seconds: 60,
    perSecond: 50,
    againSeconds: 30,
    cpuSeconds: 9,
    megabytes: 300,
  }
  const results = { exposures: 50_000, seconds: 10, againMs: 2, cpuSeconds: 8, megabytes: 400 }

  it('are told, beside an earlier report that may not know them', () => {
    const now = { ...report, messages, results }
    expect(told(now)).toMatch(/over 3000 customers, 1500 written\n[^]*customers\/s +50\n/)
    expect(told(now, report)).toMatch(/read and worked out, s +10\.0\n/)
    const slower = { ...now, results: { ...results, seconds: 20 } }
    expect(told(now, slower)).toMatch(/read and worked out, s +10\.0 +×0\.50\n/)
  })

  it('are faulted over a limit, and only where it is as large as the limit says', () => {
    expect(faultsOf({ ...report, messages, results })).toEqual([])
    const late = { ...results, seconds: 10.1 }
    expect(faultsOf({ ...report, results: late })).toHaveLength(1)
    expect(faultsOf({ ...report, results: { ...late, exposures: 5_000 } })).toEqual([])
  })
})

it('only what was measured is told', () => {
  const nothing = { ...report, pages: [], javascript: [], folds: {}, decisions: {} }
  expect(told(nothing)).toBe('a processor, 2 cores, linux x64, Node 20')
})

describe('tables', () => {
  it('stand in columns', () => {
    expect(
      table(
        ['name', 'ms'],
        [
          ['a', '10.0'],
          ['long', '1.0'],
        ],
      ),
    ).toBe('  name    ms\n  ────  ────\n  a     10.0\n  long   1.0')
  })

  it('show what is not known as a dash, and no ratio to it', () => {
    expect([number(null), number(NaN), number(1.25, 1), ratio(1, undefined), ratio(null, 2), ratio(1, 2)]).toEqual([
      ...['–', '–', '1.3', '', '', '×0.50'],
    ])
  })
})

it('scripts are those that a browser with modules loads at first, each once', () => {
  const html = `<script src="/a.js" async=""></script><script src="/a.js"></script><script noModule="" src="/old.js"></script>
    <link rel="preload" as="script" href="/b.js?x=1&amp;y=2"/><link rel="stylesheet" href="/c.css"/><link rel="preload" as="image" href="/d.avif"/>
    <script>inline()</script>`
  expect(scriptsIn(html)).toEqual(['/a.js', '/b.js?x=1&y=2'])
})

it.skipIf(cannotMeasure !== null)('CPU time is this process’s own, and grows with work', () => {
  const before = cpuMs(process.pid)
  for (const until = process.cpuUsage().user + 60_000; process.cpuUsage().user < until;) Math.sqrt(2)
  const used = cpuMs(process.pid) - before
  expect(used).toBeGreaterThanOrEqual(40)
  expect(cpuMs(2 ** 30)).toBe(0)
})
