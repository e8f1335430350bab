import { describe, expect, it } from 'vitest'
import { acrossOf, heightOn, labelPlaces, linePlot, PLOT_HEIGHT, stackPlot, ticksOf } from './chart'

const line = (values: readonly number[]) => ({ label: `line to ${values.at(-1)}`, tone: 'ink' as const, values })
const plotOf = (...values: number[][]) => linePlot({ ticks: ticksOf(values.flat(), String), lines: values.map(line) })

describe('a scale', () => {
  it.each([
    [[0], [0, 1]],
    [[1], [0, 1]],
    [[3], [0, 1, 2, 3]],
    [[7], [0, 2, 4, 6, 8]],
    [[612], [0, 200, 400, 600, 800]],
    [[22_810], [0, 10_000, 20_000, 30_000]],
    [
      [40, -20],
      [-20, -10, 0, 10, 20, 30, 40],
    ],
    [[-3], [-3, -2, -1, 0]],
  ])('has round values that hold %o', (values, wanted) => {
    expect(ticksOf(values, String).map(({ value }) => value)).toEqual(wanted)
  })

  it('has finer steps where fractions mean something', () => {
    expect(ticksOf([0.83], String, 0.01).map(({ label }) => label)).toEqual(['0', '0.5', '1'])
    expect(ticksOf([0.3], String, 0.01).map(({ label }) => label)).toEqual(['0', '0.1', '0.2', '0.3'])
    expect(ticksOf([0], String, 0.01).map(({ label }) => label)).toEqual(['0', '0.01'])
  })

  it('holds every value between its ends', () => {
    for (const values of [[], [1e9], [0.004, 17], [-2.5, 2.5], [1999], [200]]) {
      const ticks = ticksOf(values, String, 0.001)
      const yOf = heightOn(ticks)
      expect(ticks.length).toBeGreaterThan(1)
      expect(ticks.length).toBeLessThan(11)
      for (const value of values) {
        expect(yOf(value)).toBeGreaterThanOrEqual(0)
        expect(yOf(value)).toBeLessThanOrEqual(PLOT_HEIGHT)
      }
    }
  })
})

describe('a line chart', () => {
  it('draws from the left end to the right one, zero at the bottom', () => {
    const plot = plotOf([0, 50, 100])
    expect(plot.lines[0]?.path).toBe('M0 200L50 100L100 0')
    expect(plot.grid).toEqual([
      { y: 200, label: '0' },
      { y: 100, label: '50' },
      { y: 0, label: '100' },
    ])
    expect(plot.band).toBeNull()
  })

  it('is flat, and no fraction of nothing, where there is nobody', () => {
    expect(plotOf([0, 0]).lines[0]?.path).toBe('M0 200L100 200')
    expect(plotOf().grid.length).toBeGreaterThan(0)
    expect(plotOf([5]).lines[0]?.path).toMatch(/^M0 /)
    expect(acrossOf(0, 1)).toBe(0)
  })

  it('draws a band as the room between its two lines', () => {
    const plot = linePlot({
      ticks: ticksOf([4], String),
      lines: [line([4, 4])],
      band: { label: 'usual', low: [1, 2], high: [3, 4] },
    })
    expect(plot.band).toEqual({
      area: 'M0 50L100 0L100 100L0 150Z',
      ...{ low: 'M0 150L100 100', high: 'M0 50L100 0' },
      labelY: 50,
    })
  })

  it('keeps labels apart and beside the plot, in the order of the lines', () => {
    for (const wanted of [
      [200, 200, 200, 200],
      [3, 2, 1],
      [0, 4, 8, 200],
      [100, 100],
      [200, 0],
    ]) {
      const places = labelPlaces(wanted)
      const sorted = places.toSorted((a, b) => a - b)
      for (let i = 1; i < sorted.length; i++) expect((sorted[i] ?? 0) - (sorted[i - 1] ?? 0)).toBeGreaterThanOrEqual(18)
      for (const place of places) expect(place).toBeLessThanOrEqual(PLOT_HEIGHT)
      wanted.forEach((y, i) =>
        wanted.forEach((above, j) => {
          if (above < y) expect(places[j]).toBeLessThan(places[i] ?? 0)
        }),
      )
    }
  })
})

describe('a stack', () => {
  const parts = [line([1, 2]), line([3, 2]), line([0, 0])]

  it('stands its parts on each other, the first at the bottom, and names those of the last column', () => {
    const { heights, labels, grid } = stackPlot({ ticks: ticksOf([4], String), parts })
    expect(heights).toEqual([
      [50, 100],
      [150, 100],
      [0, 0],
    ])
    expect(labels).toEqual([150, 50, 0])
    expect(grid.map(({ y }) => y)).toEqual([200, 150, 100, 50, 0])
  })

  it('is nothing where there is nothing', () => {
    expect(stackPlot({ ticks: ticksOf([], String), parts: [] }).heights).toEqual([])
    expect(stackPlot({ ticks: ticksOf([0], String), parts: [line([0])] }).heights).toEqual([[0]])
  })
})
