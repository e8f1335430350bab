import { describe, expect, it, vi } from 'vitest'
import { readVersioned, type Versioned } from './versioned'

/** A memory whose reads end when the test says so. */
function given() {
  const memory: Versioned<string> = {}
  const reads: { version: string; succeed: () => void; fail: () => void }[] = []
  const degraded = vi.fn()
  const read = (version: string) =>
    readVersioned(
      memory,
      version,
      () =>
        new Promise<string>((resolve, reject) => {
          reads.push({
            version,
            succeed: () => resolve(`value ${version}`),
            fail: () => reject(new Error(`no ${version}`)),
          })
        }),
      degraded,
    )
  /** The read numbered `index`, which must have begun. */
  const nth = (index: number) => {
    const found = reads[index]
    if (!found) throw new Error(`only ${reads.length} reads have begun`)
    return found
  }
  return { memory, reads, nth, read, degraded }
}

describe('a versioned value', () => {
  it('is read once for all who ask, then kept', async () => {
    const { read, reads, nth } = given()
    const all = [read('1'), read('1'), read('1')]
    nth(0).succeed()
    expect(await Promise.all(all)).toEqual(['value 1', 'value 1', 'value 1'])
    expect(await read('1')).toBe('value 1')
    expect(reads).toHaveLength(1)
  })

  it('is read again for another version', async () => {
    const { read, nth } = given()
    const first = read('1')
    nth(0).succeed()
    await first
    const second = read('2')
    nth(1).succeed()
    expect(await second).toBe('value 2')
  })

  it('stays the newer one when an older read ends last', async () => {
    const { read, nth, reads } = given()
    const older = read('1')
    const newer = read('2')
    nth(1).succeed()
    await newer
    nth(0).succeed()
    expect(await older).toBe('value 1')
    expect(await read('2')).toBe('value 2')
    expect(reads).toHaveLength(2)
  })

  it('is thrown for when there is no last one, to all who wait, and tried again', async () => {
    const { read, nth, degraded, memory } = given()
    const both = [read('1'), read('1')]
    nth(0).fail()
    for (const one of await Promise.allSettled(both)) {
      expect(one).toMatchObject({ status: 'rejected', reason: { message: 'no 1' } })
    }
    expect(memory).toEqual({})
    expect(degraded).not.toHaveBeenCalled()
    const again = read('1')
    nth(1).succeed()
    expect(await again).toBe('value 1')
  })

  it('is the last good one when a read fails, told once, and tried again', async () => {
    const { read, nth, degraded } = given()
    const first = read('1')
    nth(0).succeed()
    await first
    const three = [read('2'), read('2'), read('2')]
    nth(1).fail()
    expect(await Promise.all(three)).toEqual(['value 1', 'value 1', 'value 1'])
    expect(degraded).toHaveBeenCalledTimes(1)
    expect(degraded).toHaveBeenCalledWith(expect.objectContaining({ message: 'no 2' }), '1')
    const again = read('2')
    nth(2).succeed()
    expect(await again).toBe('value 2')
  })
})
