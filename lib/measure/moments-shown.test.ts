import { describe, expect, it } from 'vitest'
import { day } from './measure.fixture'
import { momentsShown } from './moments-shown'

describe('the moments of a course', () => {
  it('are none before anybody’s window is over', () => {
    expect(momentsShown([], day(100))).toEqual([])
    expect(momentsShown([{ matureAt: day(100.01) }], day(100))).toEqual([])
  })

  it('are the days up to now, and the last one is now', () => {
    expect(momentsShown([{ matureAt: day(97.5) }, { matureAt: day(120) }], day(100))).toEqual([
      day(98),
      day(99),
      day(100),
    ])
    expect(momentsShown([{ matureAt: day(100) }], day(100))).toEqual([day(100)])
  })

  it('are further apart where there are many', () => {
    const moments = momentsShown([{ matureAt: day(0) }], day(365))
    expect(moments.length).toBeLessThanOrEqual(40)
    expect(moments.at(-1)).toEqual(day(365))
    expect(moments[0]?.getTime()).toBeGreaterThanOrEqual(day(0).getTime())
  })
})
