import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createQueue, MOST_WAITING, type Telling } from './queue'

const fact: Telling = { kind: 'click', product: 'a-gown', place: 'home.shelf-1' }
type Sent = { events: { id: string; product: string; age: number }[] }
const sent: Sent[] = []
let status = 204
let beacons = true

beforeEach(() => {
  sent.length = 0
  status = 204
  beacons = true
  vi.useFakeTimers()
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body) as Sent)
    if (status === 0) throw new TypeError('no network')
    return { status }
  })
  vi.stubGlobal('navigator', {
    sendBeacon: (_: string, blob: Blob) => {
      void blob.text().then((text) => sent.push(JSON.parse(text) as Sent))
      return beacons
    },
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const products = () => sent.flatMap(({ events }) => events.map(({ product }) => product))
const hours = (count: number) => vi.advanceTimersByTimeAsync(count * 3_600_000)

it('tells once what came along, with its age', async () => {
  const queue = createQueue()
  queue.add(fact)
  await vi.advanceTimersByTimeAsync(500)
  queue.add({ ...fact, product: 'b-gown' })
  await hours(1)
  expect(sent).toHaveLength(1)
  expect(sent[0]?.events.map(({ product, age }) => [product, age])).toEqual([
    ['a-gown', 2_000],
    ['b-gown', 1_500],
  ])
})

it.each([0, 429, 503])('tells it again a few times after a %d, under the same id, then forgets it', async (answer) => {
  status = answer
  const queue = createQueue()
  queue.add(fact)
  await hours(1)
  expect(sent).toHaveLength(4)
  expect(new Set(sent.flatMap(({ events }) => events.map(({ id }) => id))).size).toBe(1)
  // What comes later has tries of its own, and what was forgotten does not come back.
  sent.length = 0
  queue.add({ ...fact, product: 'b-gown' })
  await hours(1)
  expect(products()).toEqual(['b-gown', 'b-gown', 'b-gown', 'b-gown'])
})

it('does not repeat what is refused for what it says', async () => {
  status = 400
  createQueue().add(fact)
  await hours(1)
  expect(sent).toHaveLength(1)
})

it('loses nothing of what comes along while it is being told in vain', async () => {
  status = 503
  const queue = createQueue()
  for (let i = 0; i < 60; i++) queue.add({ ...fact, product: `gown-${i}` })
  await vi.advanceTimersByTimeAsync(2_000)
  status = 204
  await hours(1)
  expect(new Set(products()).size).toBe(60)
})

it('never holds more than so much: the oldest go first', async () => {
  status = 503
  const queue = createQueue()
  for (let i = 0; i < MOST_WAITING + 30; i++) queue.add({ ...fact, product: `gown-${i}` })
  beacons = true
  queue.leave()
  await hours(1)
  expect(products()).toHaveLength(MOST_WAITING)
  expect(products()[0]).toBe('gown-30')
})

it('keeps what a leaving page cannot hand over, for when it comes back', async () => {
  const queue = createQueue()
  queue.add(fact)
  beacons = false
  queue.leave()
  await hours(1)
  sent.length = 0
  beacons = true
  queue.leave()
  await hours(1)
  expect(products()).toEqual(['a-gown'])
})

it('forgets what waits, also what is on its way and fails', async () => {
  status = 503
  const queue = createQueue()
  queue.add(fact)
  let fail = () => {}
  vi.stubGlobal('fetch', () => new Promise((_, reject) => (fail = () => reject(new TypeError('no network')))))
  await vi.advanceTimersByTimeAsync(2_000)
  queue.forget()
  fail()
  await hours(1)
  queue.leave()
  expect(products()).toEqual([])
  // A page that may tell again goes on with the same queue.
  vi.stubGlobal('fetch', async () => {
    sent.push({ events: [] })
    return { status: 204 }
  })
  queue.add(fact)
  await hours(1)
  expect(sent).toHaveLength(1)
})
