import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { emptyDatabase, givenPiece } from '@/test/database'
import { returnStock, takeStock } from './guards'

const FIRST = 'a-gown:scarlet:4'
const LAST = 'z-pump:scarlet:4'
const wanted = [
  { sku: LAST, quantity: 1 },
  { sku: FIRST, quantity: 2 },
]
const stock = async () => (await db.variant.findMany({ orderBy: { sku: 'asc' } })).map((variant) => variant.stock)

beforeEach(async () => {
  await emptyDatabase()
  // In the table, too, the last one comes first: whatever order a plan finds them in, it is the wrong one.
  await givenPiece({ slug: 'z-pump', stock: 5 })
  await givenPiece({ slug: 'a-gown', stock: 5 })
})

describe('stock', () => {
  it('is taken and put back', async () => {
    expect(await db.$transaction((tx) => takeStock(tx, wanted))).toBe(true)
    expect(await stock()).toEqual([3, 4])
    await db.$transaction((tx) => returnStock(tx, wanted))
    expect(await stock()).toEqual([5, 5])
  })

  it('says when one line finds too few', async () => {
    expect(await db.$transaction((tx) => takeStock(tx, [{ sku: FIRST, quantity: 6 }]))).toBe(false)
    expect(await stock()).toEqual([5, 5])
  })

  it.each([
    ['taken', takeStock],
    ['put back', returnStock],
  ])('is %s in one order by everybody, so that nobody waits for each other', async (_, change) => {
    let holding = () => {}
    const held = new Promise<void>((resolve) => (holding = resolve))
    // Somebody who has the first one, and wants the last one only after the other has begun.
    const one = db.$transaction(async (tx) => {
      await tx.variant.update({ where: { sku: FIRST }, data: { position: 1 } })
      holding()
      await new Promise((resolve) => setTimeout(resolve, 300))
      await tx.variant.update({ where: { sku: LAST }, data: { position: 1 } })
    })
    await held
    const other = db.$transaction<unknown>((tx) => change(tx, wanted))
    await expect(Promise.all([one, other])).resolves.toHaveLength(2)
  })
})
