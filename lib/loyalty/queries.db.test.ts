import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { sorento } from './presets/sorento'
import { ProgrammeRefused } from './programme'
import { currentProgramme, NoProgrammeInForce } from './queries'

const at = (day: string) => new Date(`${day}T00:00:00.000Z`)
const write = (name: string, effectiveFrom: Date, definition: object = { ...sorento, name }) =>
  db.programmeVersion.create({ data: { id: newId(), name, effectiveFrom, definition } })

describe('currentProgramme', () => {
  beforeEach(async () => {
    await db.programmeVersion.deleteMany()
    await write('second', at('2026-09-01'))
    await write('first', at('2025-01-01'))
  })
  const inForce = async (asOf: Date) => (await currentProgramme(asOf)).name

  it('is the newest version effective by then, to the millisecond', async () => {
    expect(await inForce(at('2025-01-01'))).toBe('first')
    expect(await inForce(new Date(at('2026-09-01').getTime() - 1))).toBe('first')
    expect(await inForce(at('2026-09-01'))).toBe('second')
  })

  it('sees a version that was added since it was last asked', async () => {
    expect(await inForce(at('2026-11-01'))).toBe('second')
    await write('third', at('2026-10-01'))
    expect(await inForce(at('2026-11-01'))).toBe('third')
  })

  it('gives the very same object while the version is the same', async () => {
    expect(await currentProgramme(at('2026-11-01'))).toBe(await currentProgramme(at('2026-12-01')))
  })

  it('says so when none is in force, and when a stored one cannot be run', async () => {
    await expect(currentProgramme(at('2024-12-31'))).rejects.toThrow(NoProgrammeInForce)
    await write('wrong', at('2026-10-01'), { ...sorento, currency: 'XYZ' })
    await expect(currentProgramme(at('2026-11-01'))).rejects.toThrow(ProgrammeRefused)
  })
})
