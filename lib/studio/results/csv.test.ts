import { describe, expect, it } from 'vitest'
import { codeOf, customersCsv, resultCsv } from './csv'
import { inPieces } from './file'
import { again, reportOf } from './results.fixture'

const outcomes = () => [...again('generic', 200, 40), ...again('personal', 200, 60)]
const secret = 'a secret of sixteen letters'

describe('the file of a result', () => {
  it('has every number of the page on a line of its own', () => {
    const lines = [...resultCsv(reportOf(outcomes()))]
    expect(lines[0]).toBe('part,at,arm,metric,name,value\r\n')
    expect(lines).toContain('definition,,,,key,relational-block\r\n')
    expect(lines).toContain('in,,personal,,exposed,200\r\n')
    expect(lines).toContain('out,,,,notIn,4\r\n')
    expect(lines).toContain('exposure,2026-01-01,generic,,customers,96\r\n')
    expect(
      lines.some((line) => /^result,2026-10-28T00:00:00.000Z,personal,retention,control mean,0.2\r\n$/.test(line)),
    ).toBe(true)
    expect(lines.filter((line) => line.startsWith('course,')).length).toBeGreaterThan(
      lines.filter((line) => line.startsWith('result,')).length,
    )
    expect(new Set(lines.map((line) => line.replace(/"[^"]*"/g, '').split(',').length))).toEqual(new Set([6]))
  })

  it('says what was put into a simulated one', () => {
    const report = reportOf(outcomes())
    const putIn = { arm: 'personal', of: 200, boughtOnceMore: 20 }
    const lines = [...resultCsv({ ...report, simulated: true, experiment: { ...report.experiment, putIn } })]
    expect(lines).toContain('putIn,,personal,,of,200\r\n')
    expect(lines).toContain('putIn,,personal,,boughtOnceMore,20\r\n')
    expect([...resultCsv(report)].some((line) => line.startsWith('putIn'))).toBe(false)
  })

  it('holds no formula, and keeps numbers below zero as numbers', () => {
    const report = reportOf([...again('generic', 200, 90), ...again('personal', 200, 40)])
    const evil = { ...report, experiment: { ...report.experiment, slot: '=cmd("x"),1' }, currency: '@SUM' }
    const lines = [...resultCsv(evil)]
    expect(lines).toContain(`definition,,,,slot,"'=cmd(""x""),1"\r\n`)
    expect(lines).toContain("definition,,,,currency,'@SUM\r\n")
    expect(lines.some((line) => /fixed absolute value,-0\.25\r\n$/.test(line))).toBe(true)
  })
})

describe('the file of customers', () => {
  it('has each by a code, with what they came to', () => {
    const { experiment } = reportOf([])
    const lines = [...customersCsv(experiment, outcomes(), secret)]
    expect(lines[0]).toBe('customer,arm,first exposure,measured at,crossed,retention,retention before\r\n')
    expect(lines).toHaveLength(401)
    expect(lines[1]).toBe(
      `${codeOf(experiment.key, 'generic-0', secret)},generic,2026-01-01T00:00:00.000Z,2026-04-01T00:00:00.000Z,true,1,\r\n`,
    )
    expect(lines.join('')).not.toContain('generic-0')
  })

  it('calls somebody otherwise in each experiment and by each secret', () => {
    const codes = [
      codeOf('a', 's', secret),
      codeOf('b', 's', secret),
      codeOf('a', 's', `${secret}!`),
      codeOf('a', 't', secret),
    ]
    expect(new Set(codes).size).toBe(4)
    expect(codes[0]).toMatch(/^[\da-f]{20}$/)
    expect(codeOf('a', 's', secret)).toBe(codes[0])
  })

  it('leaves empty what is not known yet', () => {
    const { experiment } = reportOf([])
    const early = again('generic', 1, 0).map((outcome) => ({ ...outcome, samples: {} }))
    const [, line] = [...customersCsv(experiment, early, secret)]
    expect(line).toMatch(/,true,,\r\n$/)
  })
})

describe('pieces of a file', () => {
  it('are the same lines, some together', () => {
    expect([...inPieces(['a', 'b', 'c'], 2)]).toEqual(['ab', 'c'])
    expect([...inPieces(['a', 'b'], 2)]).toEqual(['ab'])
    expect([...inPieces([])]).toEqual([])
  })
})
