import { describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { standingOf } from '@/lib/loyalty/standing'
import { readCustomerFacts } from '@/lib/flows/facts'
import { goToStepAction, startJourneyAction } from './actions'
import { signedIn } from './browser.fixture'
import { zofiaJourney } from './journeys/zofia'
import { readPreset } from './queries'
import { openStage } from './stage'
import { walkTo } from './walk'
import { check, clickThrough, givenSeededShop, look } from './walk.fixture'

vi.hoisted(() => {
  process.env.DEMO = '1'
  process.env.COOKIE_SECRET = 'cookie secret of the demo tests'
})
vi.mock('next/headers', async () => (await import('./browser.fixture')).nextHeaders)
vi.mock('@/lib/shopper/auth', async () => (await import('./browser.fixture')).nextAuth)
vi.mock('next/navigation', () => ({
  redirect: (path: string) => {
    throw new Error(`to ${path}`)
  },
  notFound: () => {
    throw new Error('not found')
  },
}))

// Zofia's two orders through the shop's own flows, in the shop with the programme `classic`.

givenSeededShop({ preset: 'classic', sizes: { shoppers: 300, visits: 500 } })

describe('Zofia’s two orders', () => {
  it('say their words at every step, clicked through from the beginning to the end', async () => {
    for (const index of zofiaJourney.steps.keys()) {
      check(zofiaJourney, index, await clickThrough(zofiaJourney, index))
    }
  }, 120_000)

  it('leave true rows: two orders in zlotys, no joining but the purchase itself, Golden at exactly 2,000.00', async () => {
    await clickThrough(zofiaJourney, zofiaJourney.steps.length - 1)
    const customerId = signedIn() ?? ''
    const orders = await db.order.findMany({ where: { customerId }, orderBy: { placedAt: 'asc' } })
    expect(
      orders.map(({ currency, merchandise, discount, shipping, total }) => {
        return { currency, merchandise, discount, shipping, total }
      }),
    ).toEqual([
      { currency: 'PLN', merchandise: 48_000, discount: 4_800, shipping: 0, total: 43_200 },
      { currency: 'PLN', merchandise: 152_000, discount: 7_600, shipping: 0, total: 144_400 },
    ])
    const asOf = orders[1]?.placedAt ?? new Date(0)
    const result = standingOf({ ...(await readCustomerFacts(customerId, asOf)), asOf })
    expect(result.member && result.standing).toMatchObject({ qualifyingSpend: 200_000, tier: { key: 'golden' } })
    expect(result.member && result.standing.memberSince).toEqual(orders[0]?.placedAt)
  }, 120_000)

  it.each(zofiaJourney.steps.map(({ title }, index) => [index, title] as const))(
    'can be entered at step %i: %s',
    async (index) => {
      const { path } = await walkTo(await openStage(), zofiaJourney, index)
      check(zofiaJourney, index, await look(path))
    },
    60_000,
  )
})

it('offers the journeys of its own shop alone', async () => {
  expect(await readPreset()).toBe('classic')
  const form = (fields: Record<string, string>) => {
    const data = new FormData()
    for (const [name, value] of Object.entries(fields)) data.set(name, value)
    return data
  }
  await expect(startJourneyAction(form({ journey: 'alice' }))).rejects.toThrow('not found')
  await expect(goToStepAction(form({ journey: 'alice', step: '1' }))).rejects.toThrow('not found')
  await expect(startJourneyAction(form({ journey: 'zofia' }))).rejects.toThrow('to /?utm_source=instagram')
})
