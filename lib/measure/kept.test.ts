import { describe, expect, it, vi } from 'vitest'
import type { Measured } from './experiments'
import { FRESH_MS, keptResult, LARGE } from './kept'
import { anExperiment, day } from './measure.fixture'
import type { ExperimentReport } from './result'

const measured = (key: string): Measured => ({
  ...{ experiment: anExperiment({ key }), from: 'experiment', name: null, paused: false, simulated: false },
})
const later = (ms: number) => new Date(day(1).getTime() + ms)
const work = () => vi.fn(async () => ({}) as ExperimentReport)

describe('a kept result', () => {
  it('is told again for a while, of the same log and definition', async () => {
    const asked = { measured: measured('kept-a'), lines: LARGE, asOf: day(1) }
    const [first, second] = [work(), work()]
    await keptResult(asked, first)
    await keptResult({ ...asked, asOf: later(FRESH_MS - 1) }, second)
    expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([1, 0])
    await keptResult({ ...asked, asOf: later(FRESH_MS) }, second)
    expect(second).toHaveBeenCalledTimes(1)
    const other = work()
    await keptResult({ ...asked, asOf: later(FRESH_MS), lines: LARGE + 1 }, other)
    await keptResult({ ...asked, asOf: later(FRESH_MS), measured: { ...asked.measured, paused: true } }, other)
    // A clock that was moved back sees nothing of what came later.
    await keptResult({ ...asked, asOf: day(1) }, other)
    expect(other).toHaveBeenCalledTimes(3)
  })

  it('is never of a small experiment, and never a failure', async () => {
    const small = work()
    const asked = { measured: measured('kept-b'), lines: LARGE - 1, asOf: day(1) }
    await keptResult(asked, small)
    await keptResult(asked, small)
    expect(small).toHaveBeenCalledTimes(2)
    const large = { ...asked, lines: LARGE }
    await expect(keptResult(large, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
    const again = work()
    await keptResult(large, again)
    expect(again).toHaveBeenCalledTimes(1)
  })
})
