import { describe, expect, it } from 'vitest'
import { lineChart, PLOT_HEIGHT } from './chart'

const series = (...lasts: number[][]) =>
  lasts.map((values, i) => ({ label: `line ${i}`, accent: 'ink' as const, values }))

describe('a line chart', () => {
  it('draws from the left end to the right one, zero at the bottom', () => {
    const chart = lineChart(series([0, 50, 100]))
    expect(chart.lines[0]?.points).toBe('0,200 50,100 100,0')
    expect(chart.grid).toEqual([
      { y: 200, value: 0 },
      { y: 100, value: 50 },
      { y: 0, value: 100 },
    ])
  })

  it.each([
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 2, 4, 6, 8]],
    [612, [0, 200, 400, 600, 800]],
    [22_810, [0, 10_000, 20_000, 30_000]],
  ])('has grid lines at round counts up to at least %i', (highest, values) => {
    expect(lineChart(series([highest])).grid.map(({ value }) => value)).toEqual(values)
  })

  it('is flat, and no fraction of nothing, where there is nobody', () => {
    expect(lineChart(series([0, 0])).lines[0]?.points).toBe('0,200 100,200')
    expect(lineChart([]).grid.length).toBeGreaterThan(0)
    expect(lineChart(series([5])).lines[0]?.points).toMatch(/^0,/)
  })

  it('keeps labels apart and beside the plot, in the order of the lines', () => {
    for (const ends of [
      [0, 0, 0, 0],
      [1, 2, 3],
      [100, 99, 98, 0],
      [50, 50],
    ]) {
      const { lines } = lineChart(series(...ends.map((end) => [end])))
      const places = lines.map(({ labelY }) => labelY)
      const sorted = places.toSorted((a, b) => a - b)
      for (let i = 1; i < sorted.length; i++) expect((sorted[i] ?? 0) - (sorted[i - 1] ?? 0)).toBeGreaterThanOrEqual(18)
      for (const place of places) expect(place).toBeLessThanOrEqual(PLOT_HEIGHT)
      ends.forEach((end, i) =>
        ends.forEach((above, j) => {
          if (above > end) expect(places[j]).toBeLessThan(places[i] ?? 0)
        }),
      )
    }
  })
})
