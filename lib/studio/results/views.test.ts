import { describe, expect, it } from 'vitest'
import type { PutIn } from '@/lib/experiments/schema'
import { anExperiment, day } from '@/lib/measure/measure.fixture'
import { chosenMetric, courseView } from './course-view'
import { definitionView } from './definition-view'
import { detailsView, effectsView } from './effects-view'
import { groupsView, headView } from './head-view'
import { exposureView, peopleView, ratioView } from './people-view'
import { again, reportOf, say } from './results.fixture'
import { stateWords } from './state'

const clear = () => reportOf([...again('generic', 1_000, 200), ...again('personal', 1_000, 300)])
const broken = () => reportOf([...again('generic', 1_000, 200), ...again('personal', 800, 300)])

describe('the first lines', () => {
  it('name the place, where it stands and what can be said, and that a past was made', () => {
    const head = headView({ ...clear(), simulated: true }, day(300), say)
    expect(head).toMatchObject({
      name: 'The relationship on the home page',
      state: 'Over since May 1, 2026',
      simulated: {
        title: 'Simulated: this past was made with an effect put in.',
        text: 'Nobody of this experiment is real. It shows what a result looks like, not that anything works.',
      },
    })
    expect(head.sentences).toHaveLength(1)
    expect(headView(clear(), day(300), say).simulated).toBeNull()
  })

  it('say how large the effect is that was put there, where that is known', () => {
    const text = (putIn: PutIn) => {
      const report = clear()
      return headView({ ...report, simulated: true, experiment: { ...report.experiment, putIn } }, day(300), say)
        .simulated?.text
    }
    expect(text({ arm: 'personal', of: 1_000, boughtOnceMore: 88 })).toMatch(
      / of the 1,000 customers in the arm “The personal page” 88 bought once more than they would have in any other, 8\.8% of them\./,
    )
    expect(text({ arm: 'personal', of: 0, boughtOnceMore: 0 })).not.toContain('%')
  })

  it('follow the slot', () => {
    const name = (slot: string, over = {}, own = {}) =>
      headView({ ...reportOf([], 300, { slot, ...own }), ...over }, day(300), say).name
    const held = { arms: anExperiment().arms.map((arm, i) => ({ ...arm, share: i === 0 ? 0.05 : 0.95 })) }
    expect(name('everything', {}, held)).toBe('All personalisation together, 5% held out')
    expect(name('home.offer:birthday')).toBe('Telling of the offer “For your birthday month” on the home page')
    expect(name('home.offer:own')).toBe('Telling of the offer “own” on the home page')
    expect(name('message.near-tier')).toBe('The message “Near a tier”')
    expect(name('campaign:1', { from: 'campaign', name: 'Autumn' })).toBe('The campaign “Autumn”')
    expect(name('home.hero')).toBe('home.hero')
  })

  it('follow the clock', () => {
    const report = reportOf([])
    const state = (days: number, paused = false) => stateWords({ ...report, paused }, day(days), say)
    expect(state(-1)).toBe('Begins on January 1, 2026')
    expect(state(0)).toBe('Takes people in until January 31, 2026')
    expect(state(1, true)).toBe('Paused: nobody is assigned')
    expect(state(30)).toBe('Nobody comes in any more; the last window ends on May 1, 2026')
    expect(state(120)).toBe('Over since May 1, 2026')
    const endless = reportOf([], 0, { until: new Date('9999-01-01') })
    expect(stateWords(endless, day(1), say)).toBe('Always on')
  })

  it('stand in groups, those without any left out', () => {
    const groups = groupsView([{ ...clear(), from: 'campaign' }, clear()], day(300), say)
    expect(groups.map(({ title }) => title)).toEqual(['Experiments', 'Campaigns'])
  })
})

describe('effects', () => {
  it('are drawn with the planned interval when all is over, and the always-valid one before', () => {
    const report = clear()
    const { charts, drawn } = effectsView(report, say)
    const [metric] = report.result.metrics
    expect(drawn).toBe('Drawn is the planned interval: the experiment is over.')
    expect(charts.map(({ rows }) => rows.map(({ label, full }) => [label, full]))).toEqual([[['Bought again', true]]])
    expect(charts[0]?.rows[0]?.range).toMatchObject({ low: metric?.fixed?.absolute.low })
    const early = effectsView({ ...report, result: { ...report.result, complete: false } }, say)
    expect(early.drawn).toBe('Drawn is the always-valid interval: it holds whenever one looks.')
    expect(early.charts[0]?.rows[0]?.range).toMatchObject({ low: metric?.sequential?.absolute.low })
  })

  it('stand on a scale that holds every interval and zero', () => {
    const { charts } = effectsView(clear(), say)
    const [chart] = charts
    const range = chart?.rows[0]?.range
    expect(chart?.from.value).toBeLessThanOrEqual(0)
    expect(chart?.to.value).toBeGreaterThanOrEqual(range?.high ?? Infinity)
    expect(chart?.table.rows[0]?.cells).toEqual([
      'Bought again',
      '+10.0 points',
      expect.stringMatching(/^\+6\.\d points to \+13\.\d points$/),
      '+10.0 points: better',
    ])
  })

  it('are told with both intervals, absolute and relative', () => {
    const [detail] = detailsView(clear(), say)
    expect(detail?.table.rows.map(({ key }) => key)).toEqual([
      'generic',
      'personal',
      'difference',
      'fixed',
      'sequential',
    ])
    expect(detail?.table.rows[2]?.cells).toEqual(['Difference', '+10.0 points', '+50%'])
    expect(detail?.decides).toMatch(/^This metric decides/)
    expect(detail?.notes[1]).toBe('Nothing that was known before explains it.')
  })

  it('are not told while the arms are not as they should be', () => {
    const report = broken()
    expect(effectsView(report, say)).toEqual({ charts: [], drawn: null })
    expect(detailsView(report, say)).toEqual([])
    expect(courseView(report, 'retention', say)).toEqual([])
    expect(headView(report, day(300), say).sentences[0]).toMatch(/^Nothing can be concluded/)
    expect(ratioView(report, say)).toMatchObject({ alert: true, sentence: expect.stringMatching(/^No \(/) })
  })
})

describe('the ratio', () => {
  it('is said to be good with its counts, and nothing of nobody', () => {
    const { sentence, table } = ratioView(clear(), say)
    expect(sentence).toBe(
      'Yes: the counts are within what chance does (chi-squared 0.00, p = 1.0000; the alert is below 0.001).',
    )
    expect(table.rows[0]?.cells).toEqual(['The generic page (control)', '50%', '1,000.0', '1,000'])
    expect(ratioView(reportOf([]), say).sentence).toBe('Nobody was exposed yet.')
  })

  it('says nothing of arms in which fewer than five are expected', () => {
    const of = (each: number) => ratioView(reportOf([...again('generic', each, 1), ...again('personal', each, 1)]), say)
    expect(of(4).sentence).toMatch(/^Too few to say/)
    expect(of(5).sentence).toMatch(/^Yes/)
  })
})

describe('the course', () => {
  it('ends with the result, and has as many rows as moments with an interval', () => {
    const report = clear()
    const [chart] = courseView(report, 'retention', say)
    expect(chart?.table.rows[0]?.cells).toEqual([
      ...['Oct 28, 2026', '2,000', '+10.0 points'],
      expect.stringMatching(/points to/),
    ])
    expect(chart?.band.low).toHaveLength(chart?.across.length ?? 0)
  })

  it('is none of nobody, and of the metric that an address asks for if there is one', () => {
    expect(courseView(reportOf([]), 'retention', say)).toEqual([])
    expect(chosenMetric(clear(), 'spend')).toBe('retention')
    expect(chosenMetric(reportOf([], 300, {}), 'spend')).toBe('spend')
    expect(chosenMetric(clear(), undefined)).toBe('retention')
  })
})

describe('who is in', () => {
  it('is counted by arm, and who is out by why', () => {
    const { inside, outside, notes } = peopleView(clear(), say)
    expect(inside.rows.map(({ cells }) => cells)).toEqual([
      ['The generic page (control)', '1,000', '1,000', '0', '3'],
      ['The personal page', '1,000', '1,000', '0', '3'],
    ])
    expect(outside.rows.map(({ cells }) => cells[1])).toEqual(['4', '3', '2', '1'])
    expect(notes[0]).toMatch(/^2 who are in are strangers so far/)
    expect(notes[1]).toMatch(/^6 saw another arm too/)
  })

  it('is drawn by days, some together where there are many', () => {
    const view = exposureView(clear(), say)
    expect(view?.across).toHaveLength(11)
    expect(view?.label).toBe(
      'Customers first exposed from Jan 1, 2026 to Jan 11, 2026: The generic page (control) 1,000, The personal page 1,000.',
    )
    const long = {
      ...clear(),
      days: Array.from({ length: 175 }, (_, i) => ({ day: 20_000 + i, arms: [{ arm: 'generic', customers: 1 }] })),
    }
    const grouped = exposureView(long, say)
    expect(grouped?.across).toHaveLength(25)
    expect(grouped?.caption).toBe('Customers first exposed in each 7 days, by arm')
    expect(grouped?.parts[0]?.values.reduce((sum, each) => sum + each, 0)).toBe(175)
    expect(exposureView(reportOf([]), say)).toBeNull()
  })
})

describe('the definition', () => {
  it('is told whole', () => {
    const cells = Object.fromEntries(
      definitionView(clear(), say).rows.map(({ cells: [label, value] }) => [label, value]),
    )
    expect(cells).toMatchObject({
      ...{ Arms: 'The generic page (control) 50% and The personal page 50%', Salt: 'autumn', Place: 'home.relation' },
      'Worth having': 'Bought again: +10.0 points',
      'Measured per customer': '90 days from first exposure',
    })
  })
})
