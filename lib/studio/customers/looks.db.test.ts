import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { emptyDatabase, givenCustomer, TEST_NOW } from '@/test/database'
import { logLook, readLooks } from './looks'

const after = (seconds: number) => new Date(TEST_NOW.getTime() + seconds * 1000)

describe('looks at people', () => {
  beforeEach(emptyDatabase)

  it('are written for each person looked at, once in a minute', async () => {
    const staff = await givenCustomer({ role: 'staff', name: 'Sela Winter' })
    const [one, other] = [await givenCustomer(), await givenCustomer()]
    await logLook(staff.id, [one.id, other.id, one.id], 'compare', TEST_NOW)
    await logLook(staff.id, [one.id], 'compare', after(59))
    await logLook(staff.id, [one.id], 'customer', after(59))
    await logLook(staff.id, [one.id], 'compare', after(61))
    const told = (looks: Awaited<ReturnType<typeof readLooks>>) => looks.map(({ by, what, at }) => ({ by, what, at }))
    expect(told(await readLooks(one.id))).toEqual([
      { by: 'Sela Winter', what: 'compare', at: after(61) },
      { by: 'Sela Winter', what: 'customer', at: after(59) },
      { by: 'Sela Winter', what: 'compare', at: TEST_NOW },
    ])
    expect(await readLooks(other.id)).toHaveLength(1)
  })

  it('are told of two members of staff apart, and list no more than the newest ten', async () => {
    const one = await givenCustomer()
    const [sela, ida] = [await givenCustomer({ name: 'Sela' }), await givenCustomer({ name: 'Ida' })]
    await logLook(sela.id, [one.id], 'customer', TEST_NOW)
    await logLook(ida.id, [one.id], 'customer', TEST_NOW)
    expect((await readLooks(one.id)).map(({ by }) => by)).toEqual(['Ida', 'Sela'])
    for (let i = 1; i <= 12; i++) await logLook(sela.id, [one.id], 'customer', after(i * 120))
    const looks = await readLooks(one.id)
    expect(looks).toHaveLength(10)
    expect(looks[0]?.at).toEqual(after(12 * 120))
  })

  it('are never changed nor removed, and what cannot be logged throws', async () => {
    const [staff, one] = [await givenCustomer(), await givenCustomer()]
    await logLook(staff.id, [one.id], 'customer', TEST_NOW)
    await expect(db.staffLook.updateMany({ data: { what: 'compare' } })).rejects.toThrow(/append-only/)
    await expect(db.staffLook.deleteMany()).rejects.toThrow(/append-only/)
    await expect(logLook(staff.id, [one.id], 'elsewhere' as never, after(600))).rejects.toThrow()
  })
})
