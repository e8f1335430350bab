import { describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { signedIn } from './browser.fixture'
import { nadiaJourney } from './journeys/nadia'
import { runFor, writeTo } from './messages'
import { PERSONAS } from './personas'
import { becomePersona, openStage, setWishes } from './stage'
import { walkTo } from './walk'
import { check, clickThrough, givenSeededShop, look } from './walk.fixture'

vi.hoisted(() => {
  process.env.DEMO = '1'
  process.env.COOKIE_SECRET = 'cookie secret of the demo tests'
})
vi.mock('next/headers', async () => (await import('./browser.fixture')).nextHeaders)
vi.mock('@/lib/shopper/auth', async () => (await import('./browser.fixture')).nextAuth)

// Nadia's message through the shop's own flows, and that each of the demo's people can be shown one.

givenSeededShop()

describe('Nadia’s message', () => {
  it('says its words at every step, from the cart to the result', async () => {
    for (const index of nadiaJourney.steps.keys()) check(nadiaJourney, index, await clickThrough(nadiaJourney, index))
  }, 120_000)

  it('can be entered where she reads it, and the rehearsal is measured nowhere', async () => {
    const reads = nadiaJourney.steps.findIndex(({ acts }) => acts.some((act) => act.do === 'read'))
    const { path } = await walkTo(await openStage(), nadiaJourney, reads)
    check(nadiaJourney, reads, await look(path))
    const customerId = signedIn() ?? ''
    expect(await db.message.findMany({ where: { customerId, kind: { not: 'transactional' } } })).toMatchObject([
      { cause: 'cart-left', status: 'kept', movedClock: true },
    ])
    expect(await db.experimentExposure.count({ where: { who: customerId } })).toBe(0)
  }, 60_000)
})

it('a run says what it wrote, and then that nothing is due', async () => {
  const gown = nadiaJourney.steps.findIndex(({ title }) => title === 'A gown, left behind')
  await walkTo(await openStage(), nadiaJourney, gown)
  const left = await openStage()
  const { ctx } = await setWishes(left, { offsetMs: left.wishes.offsetMs + 20 * 3_600_000 })
  const customerId = signedIn() ?? ''
  expect(await runFor(ctx, customerId)).toMatchObject({
    ...{ written: expect.arrayContaining(['cart-left']) as string[], failed: false },
  })
  const later = { ...ctx, now: new Date(ctx.now.getTime() + 60_000) }
  expect(await runFor(later, customerId)).toEqual({ written: [], against: [], failed: false })
}, 60_000)

describe('one message for each of the demo’s people', () => {
  it.each(PERSONAS.filter(({ id, role }) => id && role === 'customer').map(({ name, id }) => [name, id] as const))(
    '%s finds one in the inbox, or gets one within three months',
    async (_, id) => {
      let stage = await becomePersona(await openStage(), id ?? '')
      if (!stage) throw new Error('nobody')
      stage = await setWishes(stage, { country: 'US' })
      const inbox = () =>
        db.message.count({ where: { customerId: id ?? '', status: { in: ['queued', 'sent', 'kept'] } } })
      for (let week = 0; week < 13 && (await inbox()) === 0; week += 1) stage = await writeTo(stage, 7 * 24)
      expect(await inbox()).toBeGreaterThan(0)
    },
    120_000,
  )
})
