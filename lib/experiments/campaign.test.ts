import { describe, expect, it } from 'vitest'
import { armOf } from './assign'
import { campaignExperiment } from './campaign'

const ID = '7d1f0b52-93f0-4a0e-8f6e-2d8a4a7b9c11'
const rest = { metrics: [], windowDays: 90, tunedFor: 5_000, holdout: 0 }
const sentAt = new Date('2026-11-21T18:00:00Z')
const subjects = Array.from({ length: 20_000 }, (_, n) => `subject-${n}`)

describe('a campaign as an experiment', () => {
  it('leaves out its control’s share, and others for another campaign', () => {
    const outOf = (id: string) => {
      const experiment = campaignExperiment({ id, control: 0.2, sentAt }, rest)
      return subjects.filter((subject) => armOf(experiment, subject) === 'none')
    }
    const [one, other] = [outOf(ID), outOf('0a7f44a1-6d0c-4f43-9a53-6c2f8a1f0d22')]
    expect(one.length / subjects.length).toBeCloseTo(0.2, 1)
    const both = one.filter((subject) => other.includes(subject)).length
    expect(both / one.length).toBeCloseTo(0.2, 1)
  })

  it('counts who was exposed from when it was sent', () => {
    const experiment = campaignExperiment({ id: ID, control: 0.5, sentAt }, { ...rest, holdout: 0.05 })
    expect(experiment).toMatchObject({ slot: `campaign:${ID}`, control: 'none', holdout: 0.05, from: sentAt })
  })
})
