import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { emptyDatabase, givenEvent, TEST_NOW } from '@/test/database'
import { topicOf } from './contributed'
import { newestSaid, stands, topicOfE } from './said'
import { CONTRIBUTED, type Fact } from './schema'

beforeEach(emptyDatabase)

type Said = Parameters<typeof topicOf>[0]

it('names topics as the fold does, for every kind', async () => {
  for (const kind of CONTRIBUTED) {
    await givenEvent({ kind, product: 'gown', house: 'corvane' })
    await givenEvent({ kind, house: 'corvane', value: 'size:dresses:4' })
    await givenEvent({ kind, product: 'gown', value: '5' })
    for (const value of ['size:dresses:4', 'size:dresses:', 'size:', 'colour:red', null]) {
      await givenEvent({ kind, value })
    }
  }
  const rows = await db.$queryRaw<(Fact & { topic: string })[]>`select e.*, ${topicOfE} as topic from event e`
  expect(rows).toHaveLength(CONTRIBUTED.length * 8)
  for (const { topic, ...fact } of rows)
    expect(topic, `${fact.kind} ${fact.product} ${fact.house} ${fact.value}`).toBe(topicOf(fact as Said))
})

it('reads of each topic the newest, of one moment that with the greater id, up to a moment', async () => {
  const visitorId = randomUUID()
  const at = (ms: number) => new Date(TEST_NOW.getTime() + ms)
  const [small, great] = [randomUUID(), randomUUID()].sort()
  await givenEvent({ visitorId, kind: 'unwish', product: 'gown', at: at(0), id: great })
  await givenEvent({ visitorId, kind: 'wish', product: 'gown', at: at(0), id: small })
  await givenEvent({ visitorId, kind: 'like', product: 'gown', at: at(1) })
  await givenEvent({ visitorId, kind: 'dislike', product: 'gown', at: at(2) })
  await givenEvent({ visitorId, kind: 'view', product: 'gown', at: at(2) })
  await givenEvent({ visitorId: randomUUID(), kind: 'follow', house: 'corvane', at: at(0) })
  const who = { visitorId, customerId: null }
  const read = async (until: Date) => {
    const rows = await db.$queryRaw<{ kind: string; stands: boolean }[]>`
      select e.kind, e.${stands} as stands from (${newestSaid(who, until)}) e order by e.kind`
    return rows.map((row) => `${row.kind} ${row.stands}`)
  }
  expect(await read(at(2))).toEqual(['dislike true', 'unwish false'])
  expect(await read(at(1))).toEqual(['like true', 'unwish false'])
  expect(await read(at(-1))).toEqual([])
})
