import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { armOf, isHeldOut } from './assign'
import { anExperiment } from './experiment.fixture'
import { placementsOf, type Forced } from './placed'
import type { Experiment } from './schema'

const at = new Date('2026-02-01T00:00:00Z')
const running = anExperiment({ key: 'block', slot: 'home.relation' })
const subjects = Array.from({ length: 300 }, (_, i) => `subject-${i}`)

const placed = (list: readonly Experiment[], subject: string, forced?: Forced, holdout = 0) =>
  placementsOf({ list: list.map((each) => ({ ...each, holdout })), holdout }, subject, { at, forced })
const armAt = (...args: Parameters<typeof placed>) => placed(...args).bySlot.get('home.relation')?.[0]?.placement

describe('where somebody stands in everything that runs', () => {
  it('is the arm that was assigned, and counts', () => {
    for (const subject of subjects) {
      expect(armAt([running], subject)).toEqual({ arm: armOf(running, subject), by: 'assigned', counted: true })
    }
  })

  it('is nowhere in an experiment that is over, has not begun, or is not theirs', () => {
    const over = anExperiment({ slot: 'home.relation', until: at })
    const ahead = anExperiment({ slot: 'home.relation', from: new Date(at.getTime() + 1) })
    const few = anExperiment({ slot: 'home.relation', share: 0.2 })
    for (const subject of subjects) {
      expect(placed([over, ahead], subject).bySlot.size).toBe(0)
      expect(armAt([few], subject)?.arm).toBe(armOf(few, subject) ?? undefined)
    }
    expect(subjects.filter((subject) => armAt([few], subject)).length).toBeLessThan(100)
  })

  it('is the generic page, and no experiment, for who is held out', () => {
    const held = subjects.filter((subject) => isHeldOut(0.1, subject))
    expect(held.length).toBeGreaterThan(10)
    for (const subject of subjects) {
      const { generic, countsForHoldout, bySlot } = placed([running], subject, {}, 0.1)
      expect([generic, countsForHoldout]).toEqual([held.includes(subject), true])
      expect(bySlot.size).toBe(generic ? 0 : 1)
    }
  })

  it('counts for the holdout only where there is one', () => {
    expect(placed([running], 'subject-1').countsForHoldout).toBe(false)
  })

  it('holds several experiments on one slot', () => {
    const other = anExperiment({ key: 'other', slot: 'home.relation', salt: 'winter' })
    expect(placed([running, other], 'subject-1').bySlot.get('home.relation')).toHaveLength(2)
  })
})

describe('the presenter', () => {
  it('shows either arm, also of an experiment that is over, and none that does not exist', () => {
    const over = anExperiment({ key: 'block', slot: 'home.relation', until: at })
    for (const arm of ['generic', 'personal']) {
      expect(armAt([over], 'subject-1', { block: arm })).toEqual({ arm, by: 'forced', counted: false })
    }
    expect(armAt([over], 'subject-1', { block: 'no-such' })).toBeUndefined()
  })

  it('shows either side of the holdout', () => {
    for (const subject of subjects) {
      expect(placed([running], subject, { everything: 'generic' }, 0.1)).toMatchObject({ generic: true })
      const personal = placed([running], subject, { everything: 'personal' }, 0.1)
      expect(personal.generic).toBe(false)
      expect(personal.bySlot.get('home.relation')?.[0]?.placement.arm).toBe(armOf(running, subject))
    }
  })

  it('counts nothing, whatever is forced', () => {
    const wishes = fc.constantFrom<Forced>(
      { block: 'generic' },
      { everything: 'generic' },
      { everything: 'personal' },
      { another: 'personal' },
    )
    fc.assert(
      fc.property(fc.constantFrom(...subjects), wishes, (subject, forced) => {
        const { countsForHoldout, bySlot } = placed([running], subject, forced, 0.1)
        const counted = [...bySlot.values()].flat().filter(({ placement }) => placement.counted)
        expect([countsForHoldout, counted.length]).toEqual([false, 0])
      }),
    )
  })
})
