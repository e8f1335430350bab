// What a full index costs: `node --expose-gc --import tsx bench/evaluate/ranking/capacity.ts`. Half a million made-up
// sessions of about five events with ids as the shop's own, over 100,000 items of uneven popularity. Prints JSON.
import { seededRandom } from '@/lib/core/random'
import { addSessionEvent, createSessionIndex, predictNext } from '@/lib/ranking/sessions'

const [SESSIONS, ITEMS, LENGTH, PREDICTIONS] = [500_000, 100_000, 5, 20_000]
const START = Date.UTC(2026, 0, 1)
const random = seededRandom(11)

/** An item: some are met a thousand times as often as others, and those of a session lie near each other. */
const somewhere = (): number => Math.floor(ITEMS * Math.pow(random(), 3))
const near = (item: number): number => (item + Math.floor(40 * Math.pow(random(), 2))) % ITEMS
const nameOf = (item: number): string => `piece-of-the-catalogue-${item}`
const idOf = (session: number): string =>
  `0198c3a2-7f00-7${(session % 4096).toString(16).padStart(3, '0')}-8000-${session.toString(16).padStart(12, '0')}`

const megabytes = () => {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 2 ** 20
}

const before = megabytes()
const index = createSessionIndex()
const cpu = process.cpuUsage()
let events = 0
for (let session = 0; session < SESSIONS; session++) {
  const id = idOf(session)
  const length = 1 + Math.floor(random() * (2 * LENGTH - 1))
  let item = somewhere()
  for (let i = 0; i < length; i++) {
    addSessionEvent(index, { session: id, item: nameOf(item), at: START + session * 1_000 + i * 30_000 })
    item = near(item)
    events += 1
  }
}
const learned = process.cpuUsage(cpu)
const after = megabytes()

const running = Array.from({ length: PREDICTIONS }, () => {
  let item = somewhere()
  return Array.from({ length: 1 + Math.floor(random() * 8) }, (_, i) => {
    const met = { item: nameOf(item), at: START + SESSIONS * 1_000 + i * 30_000 }
    item = near(item)
    return met
  })
})
for (const session of running.slice(0, 500)) predictNext(index, session)
const times: number[] = []
const start = process.cpuUsage()
for (const session of running) {
  const { user, system } = process.cpuUsage()
  predictNext(index, session)
  const spent = process.cpuUsage({ user, system })
  times.push(spent.user + spent.system)
}
const { user, system } = process.cpuUsage(start)
const sorted = times.sort((a, b) => a - b)
const report = {
  sessions: SESSIONS,
  events,
  megabytes: Math.round(after - before),
  eventsPerSecond: Math.round((events * 1e6) / (learned.user + learned.system)),
  predictionsPerSecond: Math.round((PREDICTIONS * 1e6) / (user + system)),
  p50us: sorted[Math.floor(PREDICTIONS * 0.5)],
  p90us: sorted[Math.floor(PREDICTIONS * 0.9)],
}
process.stdout.write(`${JSON.stringify(report)}\n`)
