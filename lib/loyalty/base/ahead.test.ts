import { expect, it } from 'vitest'
import { parseProgramme } from '../programme'
import { classic } from '../presets/classic'
import { at } from '../standing.fixture'
import { changesAhead } from './ahead'
import { known, shown, till } from './base.fixture'

it('tells what counts on the day of the change, when all has left that leaves that day', () => {
  const guarded = parseProgramme({ ...classic, cycle: { months: 12 } })
  const ada = known('Ada', till('2025-07-08', 10), till('2025-07-10', 400), till('2025-07-12', 200))
  const asked = { asOf: at('2026-06-30'), until: at('2026-07-30'), limit: 10 }
  const { changes } = shown(changesAhead(guarded, asked), [ada], guarded)
  // Of 610 zlotys 10 leave before the guard ends, 400 on that very day, and 200 after it.
  expect(changes).toEqual([
    expect.objectContaining({
      ...{ at: new Date('2026-07-10T00:00:00Z'), kind: 'guard-ends', amount: 0 },
      ...{ qualifyingSpend: 61_000, spendThen: 20_000 },
    }),
  ])
})
