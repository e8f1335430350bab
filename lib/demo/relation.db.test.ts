import { describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { readShopper } from '@/lib/experience/read-shopper'
import { decideRelation } from '@/lib/experience/relational/decide'
import type { RelationBlock } from '@/lib/experience/relational/schema'
import { goTo } from './browser.fixture'
import { PERSONAS, personaByKey, type PersonaKey } from './personas'
import { becomePersona, openStage, setWishes } from './stage'
import { givenSeededShop } from './walk.fixture'

vi.hoisted(() => {
  process.env.DEMO = '1'
  process.env.COOKIE_SECRET = 'cookie secret of the demo tests'
})
vi.mock('next/headers', async () => (await import('./browser.fixture')).nextHeaders)
vi.mock('@/lib/shopper/auth', async () => (await import('./browser.fixture')).nextAuth)

// What the shop says of its relationship with each of the demo's people, counted again from the rows.

givenSeededShop()

async function relationOf(key: PersonaKey) {
  await becomePersona(await openStage(), personaByKey(key)?.id ?? key)
  await setWishes(await openStage(), { country: 'US' })
  goTo('/')
  const { shopper } = await readShopper()
  return decideRelation(shopper, 'home')
}
async function blockOf(key: PersonaKey): Promise<RelationBlock & { arm: string }> {
  const { arm, value } = await relationOf(key)
  if (value.kind !== 'relation') throw new Error(`${key} reads a promise: ${arm}`)
  return { arm, ...value }
}
const paidBy = async (key: PersonaKey) => {
  const orders = await db.order.findMany({
    where: { customerId: personaByKey(key)?.id ?? '', status: 'confirmed' },
    include: { returns: { include: { lines: true } } },
    orderBy: { placedAt: 'asc' },
  })
  const back = orders.flatMap(({ returns }) => returns.flatMap(({ lines }) => lines.map(({ refund }) => refund)))
  const paid = orders.map((order) => order.merchandise - order.discount - order.pointsDiscount)
  return { orders, spend: paid.reduce((a, b) => a + b, 0) - back.reduce((a, b) => a + b, 0) }
}
const dollars = (cents: number) => `$${(cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`

describe('the relational block', () => {
  it('thanks Helena for three years, 47 orders and the exact amount', async () => {
    const { arm, title, lines } = await blockOf('helena')
    const { orders, spend } = await paidBy('helena')
    expect(orders).toHaveLength(47)
    expect([arm, title]).toEqual(['vip', '3 years together, 47 orders'])
    expect(lines[0]).toBe(`${dollars(spend)} invested in your style. Thank you.`)
    expect(lines.length).toBeGreaterThan(1)
  })

  it('tells Maren how close Silver is, and what this year’s orders earned', async () => {
    const { arm, title, lines, next } = await blockOf('maren')
    const { orders } = await paidBy('maren')
    const points = orders.reduce((sum, { merchandise }) => sum + merchandise / 100, 0)
    expect([arm, title]).toEqual(['near-tier', '$180.00 more to reach Silver'])
    expect(lines[0]).toBe(`This year’s 3 orders have earned ${points.toLocaleString('en-US')} points.`)
    expect(next?.title).toBe('What Silver unlocks')
  })

  it('tells Ines what her first order was, and what the next one unlocks', async () => {
    const { arm, lines, figures } = await blockOf('ines')
    expect(arm).toBe('one-timer')
    const { orders, spend } = await paidBy('ines')
    expect(orders).toHaveLength(1)
    expect(lines[0]).toBe(`Your first order, on March 15, 2026: Isaura midi by Fiorenne, for ${dollars(spend)}.`)
    // She is no member, to whom points are told as a member's.
    expect(lines[1]).toBe('Your next order unlocks 15% off and 500 points as a member until December 15, 2026.')
    expect(JSON.stringify(figures)).not.toContain('point')
  })

  it('gives Claire, who is away, one reason to return, and no reproach', async () => {
    const { arm, title, lines } = await blockOf('claire')
    expect([arm, title]).toEqual(['at-risk', '23 months together, 14 orders'])
    expect(lines.join(' ')).not.toMatch(/miss|long|away|silent|back/i)
    expect(lines.length).toBeGreaterThan(1)
  })

  it('tells Sigrid and Vera what they are to each other, and a newcomer what is promised', async () => {
    expect((await blockOf('sigrid')).title).toMatch(/^\d+ months together, \d+ orders$/)
    expect(['one-timer', 'repeat', 'vip']).toContain((await relationOf('vera')).arm)
    const newcomer = await relationOf('newcomer')
    expect([newcomer.arm, newcomer.value.kind]).toEqual(['prospect', 'promise'])
  })

  it('says to nobody what is not there', async () => {
    for (const { key } of PERSONAS) {
      const { value, reasons, facts } = await relationOf(key)
      expect(JSON.stringify([value, reasons, facts]), key).not.toMatch(/undefined|NaN|Invalid Date|\{[a-z]+\}/)
    }
  })
})
