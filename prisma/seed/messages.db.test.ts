import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { PERSONAS } from '@/lib/demo/personas'
import { previewCampaign } from '@/lib/messages/campaigns/preview'
import { fingerprintOf, readCampaigns, sendCampaign } from '@/lib/messages/campaigns/queries'
import { readPlanned } from '@/lib/messages/campaigns/write'
import { CAPS, TRANSACTIONAL } from '@/lib/messages/schema'
import { MS_PER_DAY } from '@/lib/core/days'
import { DEFAULT_SEED_NOW } from './config'
import { seedDatabase } from './index'
import { writeMessages, type SeededMessages } from './messages'
import { PASSWORD } from './personas.fixture'

const SEED_NOW = new Date(DEFAULT_SEED_NOW)

const fill = (preset: 'sorento' | 'classic') =>
  seedDatabase(process.env.DATABASE_URL ?? '', {
    ...{ seedNow: SEED_NOW, seedNumber: 1, password: PASSWORD, preset, reset: true },
    sizes: { shoppers: 120, visits: 300 },
  })

const causes = async () => {
  const messages = await db.message.findMany({
    include: { customer: true },
    orderBy: [{ at: 'asc' }, { cause: 'asc' }],
  })
  const mine = (name: string) => messages.filter(({ customer }) => customer.name === name).map(({ cause }) => cause)
  return Object.fromEntries(
    PERSONAS.flatMap(({ name, id, role }) => (id && role === 'customer' ? [[name, mine(name)]] : [])),
  )
}

describe.each(['sorento', 'classic'] as const)('the first messages in the shop of %s', (preset) => {
  let done: SeededMessages

  beforeAll(async () => {
    await fill(preset)
    done = await writeMessages(SEED_NOW, new Date())
  }, 240_000)

  it('give each persona what fits her, and staff nothing', async () => {
    expect(await causes()).toEqual({
      Vera: ['order-placed', 'welcome', 'tier-reached', 'after-purchase'],
      Helena: ['points-ending', 'after-purchase'],
      Maren: ['near-tier'],
      Ines: ['second-purchase'],
      Claire: ['at-risk'],
      Sigrid: ['tier-in-danger', 'points-ending', 'browse-left'],
    })
    expect(await db.message.count({ where: { customer: { role: 'staff' } } })).toBe(0)
  })

  it('are written, never sent; those of others too, each with a reason where it was not written', async () => {
    const messages = await db.message.findMany({ include: { customer: true } })
    expect(messages).toHaveLength(done.messages)
    for (const { customer, status, content, reason, at, dueAt } of messages) {
      if (customer.passwordHash) expect(status).toBe('kept')
      expect(['kept', 'queued', 'suppressed', 'held']).toContain(status)
      // What waits for the morning is not due yet; all that is due was kept.
      if (status === 'queued') expect(dueAt > SEED_NOW).toBe(true)
      if (status === 'suppressed') expect(reason).toBe('not-wanted')
      expect((content === null) === (status === 'suppressed' || status === 'held')).toBe(true)
      expect(at <= SEED_NOW).toBe(true)
    }
    expect(new Set(messages.map(({ customerId }) => customerId)).size).toBeGreaterThan(20)
  })

  it('leave the presenter room for one more, today and this week', async () => {
    for (const { id, role } of PERSONAS) {
      if (!id || role !== 'customer') continue
      const since = (days: number) => ({ gt: new Date(SEED_NOW.getTime() - days * MS_PER_DAY) })
      const where = { customerId: id, cause: { notIn: [...TRANSACTIONAL] } }
      expect(await db.message.count({ where: { ...where, at: since(1) } })).toBeLessThan(CAPS.perDay)
      expect(await db.message.count({ where: { ...where, at: since(7) } })).toBeLessThan(CAPS.perWeek)
    }
  })

  it('come with a draft of a campaign to some of them, that can be sent once', async () => {
    const [campaign, ...others] = await readCampaigns(10)
    expect(others).toEqual([])
    expect(campaign).toMatchObject({ status: 'draft', sentAt: null, finishedAt: null })
    if (!campaign) return
    const preview = await previewCampaign(await readPlanned(campaign, SEED_NOW), SEED_NOW, { of: 'gets', after: null })
    expect(preview?.counts.gets).toBeGreaterThan(0)
    const by = { staffId: randomUUID(), now: SEED_NOW }
    expect(await sendCampaign(campaign.id, fingerprintOf(campaign), by)).toBe('done')
    expect(await sendCampaign(campaign.id, fingerprintOf(campaign), by)).toBe('sent')
    await db.campaign.update({ where: { id: campaign.id }, data: { status: 'draft', sentAt: null, sentBy: null } })
  })

  it('are written once, however often', async () => {
    expect((await writeMessages(SEED_NOW, new Date())).messages).toBe(done.messages)
  }, 120_000)

  it('go with everything else that happened when the shop is reset, and come again', async () => {
    const [message] = await db.message.findMany({ where: { status: 'kept' }, take: 1 })
    const customerId = message?.customerId ?? ''
    await db.messageMark.create({ data: { messageId: message?.id ?? '', what: 'read', at: SEED_NOW } })
    await db.mailRefusal.create({ data: { customerId, said: '550 no', at: SEED_NOW } })
    await db.messageTrigger.update({ where: { key: 'welcome' }, data: { status: 'paused' } })
    await db.setting.update({ where: { key: 'holdoutShare' }, data: { value: '0.2' } })
    await db.experimentRow.deleteMany()
    await db.campaign.deleteMany()
    await fill(preset)
    expect([await db.message.count(), await db.messageMark.count(), await db.mailRefusal.count()]).toEqual([0, 0, 0])
    expect(await db.messageTrigger.count({ where: { status: 'live' } })).toBe(12)
    expect(await db.experimentRow.count()).toBe(3)
    expect(await db.campaign.count({ where: { status: 'draft' } })).toBe(1)
    expect(await db.setting.findUnique({ where: { key: 'holdoutShare' } })).toMatchObject({ value: '0' })
    await writeMessages(SEED_NOW, new Date())
    expect(await db.message.count()).toBe(done.messages)
  }, 120_000)
})
