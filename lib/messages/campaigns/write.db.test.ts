import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { armOf, holdoutKey } from '@/lib/experiments/assign'
import { begun, givenProgramme } from '@/lib/flows/flows.fixture'
import { daysAgo, emptyDatabase, givenCustomer, TEST_NOW } from '@/test/database'
import { aDefinition } from './campaigns.fixture'
import { aBase, givenAudience } from './campaigns.db.fixture'
import { fingerprintOf, readCampaign, sendCampaign } from './queries'
import { finishCampaigns, readPlanned, writeCampaign, type CampaignStep } from './write'

/** For whom no letter can be composed. */
const unwritable = vi.hoisted(() => new Set<string>())
vi.mock('../compose', async (importActual) => {
  const actual = await importActual<typeof import('../compose')>()
  const composeMessage: typeof actual.composeMessage = (shopper, ...rest) => {
    if (unwritable.has(shopper.customer?.id ?? '')) throw new Error('a letter that cannot be composed')
    return actual.composeMessage(shopper, ...rest)
  }
  return { ...actual, composeMessage }
})

const asOf = TEST_NOW

/** A campaign that was sent now, to everybody of the newest batch; `control` is left out. */
async function givenSent({ control = 0, sentAt = TEST_NOW, audience = {} } = {}): Promise<string> {
  const id = randomUUID()
  const definition = structuredClone(aDefinition({ control, audience }))
  const data = { id, name: 'News', status: 'sent', definition, createdAt: daysAgo(1), sentAt, sentBy: randomUUID() }
  await db.campaign.create({ data })
  return id
}

const written = (campaignId: string) =>
  db.message.findMany({ where: { campaignId }, orderBy: { seq: 'asc' }, include: { customer: true } })

const armsOf = async (campaignId: string): Promise<ReadonlyMap<string, string>> => {
  const exposures = await db.experimentExposure.findMany({ where: { experiment: `campaign-${campaignId}` } })
  return new Map(exposures.map(({ who, arm }) => [who, arm]))
}

const after = (hours: number) => new Date(TEST_NOW.getTime() + hours * 3_600_000)

/** Throws the first time a step is reached, as if the process had ended there. */
const dyingAt = (wanted: CampaignStep) => (step: CampaignStep) => {
  if (step === wanted) throw new Error('the process ended')
}

/** Another share that is held out of everything. Read once per version, so that it takes another version too. */
async function givenHoldout(share: string): Promise<void> {
  for (const [key, value] of [
    ['holdoutShare', share],
    ['editorialVersion', randomUUID()],
  ] as const) {
    await db.setting.upsert({ where: { key }, create: { key, value }, update: { value } })
  }
}

beforeEach(async () => {
  unwritable.clear()
  await emptyDatabase()
  await givenProgramme()
  await givenHoldout('0')
})

describe('writing a campaign', () => {
  it('writes each recipient once, however often it is asked to', async () => {
    await givenAudience(4)
    const id = await givenSent()
    const first = await writeCampaign(id, { asOf })
    expect(first).toEqual({ written: 4, held: 0, suppressed: 0, postponed: 0, finished: true })
    expect(await writeCampaign(id, { asOf: after(48) })).toMatchObject({ written: 0, finished: true })
    const messages = await written(id)
    expect(messages).toHaveLength(4)
    for (const { status, subject, cause, kind, content, dueAt } of messages) {
      expect({ status, subject, cause, kind }).toEqual({
        ...{ status: 'queued', subject: `campaign:${id}`, cause: 'campaign', kind: 'news' },
      })
      expect(content).not.toBeNull()
      expect(dueAt).toEqual(TEST_NOW)
    }
    expect((await readCampaign(id))?.finishedAt).toEqual(TEST_NOW)
  })

  it('writes nothing of a draft', async () => {
    await givenAudience(1)
    const id = await givenSent()
    await db.campaign.update({ where: { id }, data: { status: 'draft', sentAt: null } })
    expect(await writeCampaign(id, { asOf })).toMatchObject({ written: 0, finished: false })
  })

  it('goes to those of the batch that was the newest when it was sent, by what they say now', async () => {
    const [one = '', other = ''] = await givenAudience(2)
    const id = await givenSent({ sentAt: daysAgo(1), audience: { segments: ['one-timer'] } })
    const changed = await db.valueRun.create({ data: { id: randomUUID(), asOf: TEST_NOW, base: aBase(2), report: {} } })
    const row = await db.valueRow.findFirstOrThrow({ where: { customerId: one } })
    await db.valueRow.create({ data: { ...row, runId: changed.id, segment: 'vip' } })
    await db.messageChoice.create({
      data: { id: randomUUID(), customerId: other, kind: 'news', choice: 'off', source: 'account', at: TEST_NOW },
    })
    expect(await writeCampaign(id, { asOf })).toMatchObject({ written: 1, suppressed: 1 })
    const messages = await written(id)
    expect(messages.find(({ customerId }) => customerId === one)).toMatchObject({ status: 'queued' })
    expect(messages.find(({ customerId }) => customerId === other)).toMatchObject({
      ...{ status: 'suppressed', reason: 'not-wanted', content: null },
    })
  })

  it('tells staff, the erased and strangers to the batch nothing', async () => {
    const [staff = '', gone = ''] = await givenAudience(3)
    await db.customer.update({ where: { id: staff }, data: { role: 'staff' } })
    await db.customer.update({ where: { id: gone }, data: { email: null, name: '', erasedAt: TEST_NOW } })
    await givenCustomer()
    expect(await writeCampaign(await givenSent(), { asOf })).toMatchObject({ written: 1, suppressed: 0 })
  })

  it('writes nothing, and no reason either, of who is known from the till alone', async () => {
    const ids = await givenAudience(120)
    await db.$executeRaw`update customer set email = null, imported = true, external_ref = id::text
      where id = any(${ids.slice(5, 115)}::uuid[])`
    await db.customer.update({ where: { id: ids[0] ?? '' }, data: { email: null, externalRef: 'POS-1' } })
    const id = await givenSent()
    // A single batch: they are not even gone through.
    expect(await writeCampaign(id, { asOf, batches: 1 })).toMatchObject({ written: 9, suppressed: 1, finished: true })
    expect(await written(id)).toHaveLength(10)
  })

  it('is not sent before the first batch over all customers, which would be to nobody', async () => {
    const id = await givenSent()
    expect(await writeCampaign(id, { asOf })).toMatchObject({ written: 0, finished: false })
    expect(await readCampaign(id)).toMatchObject({ finishedAt: null })

    await db.campaign.update({ where: { id }, data: { status: 'draft', sentAt: null, sentBy: null } })
    const draft = await readCampaign(id)
    if (!draft) throw new Error('it is there')
    const by = { staffId: randomUUID(), now: TEST_NOW }
    expect(await sendCampaign(id, fingerprintOf(draft), by)).toBe('no-run')
    expect(await readCampaign(id)).toMatchObject({ status: 'draft', sentAt: null })
    await givenAudience(1)
    expect(await sendCampaign(id, fingerprintOf(draft), by)).toBe('done')
  })

  it('exposes both arms alike where no letter can be composed', async () => {
    const ids = await givenAudience(40)
    for (const each of ids.slice(0, 20)) unwritable.add(each)
    const id = await givenSent({ control: 0.5 })
    const { written: sent, held } = await writeCampaign(id, { asOf })
    expect(sent + held).toBeLessThan(40)
    const arms = await armsOf(id)
    expect(arms.size).toBe(40)
    const { experiment } = await readPlanned({ id, definition: aDefinition({ control: 0.5 }), sentAt: TEST_NOW }, asOf)
    for (const [customerId, arm] of arms) expect(arm).toBe(experiment && armOf(experiment, customerId))
    expect(await db.message.count({ where: { customerId: { in: [...unwritable] }, status: 'queued' } })).toBe(0)
  })

  it('exposes both arms alike of who may be written to only since their letter could have been composed', async () => {
    const ids = await givenAudience(40)
    const said = (choice: 'on' | 'off') =>
      db.messageChoice.createMany({
        data: ids.map((customerId) => ({
          ...{ id: randomUUID(), customerId, kind: 'news', choice, source: 'account', at: TEST_NOW },
        })),
      })
    await said('off')
    const id = await givenSent({ control: 0.5 })
    const steps = async (step: CampaignStep) => void (step === 'composed' && (await said('on')))
    expect(await writeCampaign(id, { asOf, steps })).toMatchObject({ written: 0, suppressed: 0 })
    expect((await armsOf(id)).size).toBe(40)
  })

  it('exposes both arms at the moment when it was sent, and holds the control', async () => {
    await givenAudience(40)
    const id = await givenSent({ control: 0.5 })
    const { written: sent, held } = await writeCampaign(id, { asOf: after(2) })
    expect(sent + held).toBe(40)
    expect(held).toBeGreaterThan(8)
    expect(sent).toBeGreaterThan(8)
    const messages = await written(id)
    const exposures = await db.experimentExposure.findMany({ where: { experiment: `campaign-${id}` } })
    expect(exposures).toHaveLength(40)
    for (const { customerId, arm, counterfactual, at, who } of exposures) {
      const message = messages.find((each) => each.customerId === customerId)
      expect({ arm, counterfactual, at, who }).toEqual({
        ...{ arm: message?.arm, counterfactual: message?.status === 'held', at: TEST_NOW, who: customerId },
      })
    }
    expect(messages.filter(({ status }) => status === 'held')[0]).toMatchObject({ reason: 'experiment', arm: 'none' })
  })

  it('holds who is held out of everything, and logs both sides of the holdout', async () => {
    await givenHoldout('0.5')
    await givenAudience(30)
    const id = await givenSent()
    const { held } = await writeCampaign(id, { asOf })
    expect(held).toBeGreaterThan(5)
    const arms = await db.experimentExposure.groupBy({ by: ['experiment', 'arm', 'counterfactual'], _count: true })
    expect(arms).toHaveLength(2)
    expect(arms).toContainEqual({ experiment: holdoutKey(0.5), arm: 'generic', counterfactual: true, _count: held })
    expect((await written(id)).filter(({ reason }) => reason === 'holdout')).toHaveLength(held)
  })

  it('learns nothing of who wants nothing to be learned', async () => {
    const [one = ''] = await givenAudience(1)
    await db.consentChoice.create({ data: { id: randomUUID(), customerId: one, choice: 'off', at: daysAgo(3) } })
    expect(await writeCampaign(await givenSent({ control: 0.1 }), { asOf })).toMatchObject({ finished: true })
    expect(await db.experimentExposure.count()).toBe(0)
  })
})

describe('two at once', () => {
  it('write no recipient twice', async () => {
    const ids = await givenAudience(60)
    // Who gets none counts for no cap: only the key of the message itself keeps it from being written again.
    await db.messageChoice.createMany({
      data: ids.slice(0, 20).map((customerId) => ({
        ...{ id: randomUUID(), customerId, kind: 'news', choice: 'off', source: 'account', at: daysAgo(1) },
      })),
    })
    const id = await givenSent({ control: 0.3 })
    const reports = await Promise.all([1, 2, 3].map(() => writeCampaign(id, { asOf })))
    const sum = reports.reduce((total, report) => total + report.written + report.held + report.suppressed, 0)
    expect(sum).toBe(60)
    expect(await db.message.count({ where: { campaignId: id } })).toBe(60)
    expect(await db.experimentExposure.count()).toBe(40)
  })

  it('hear of a no that was said while the letter was composed', async () => {
    const [one = ''] = await givenAudience(1)
    const no = { id: randomUUID(), customerId: one, kind: 'news', choice: 'off', source: 'one-click', at: TEST_NOW }
    const steps = async (step: CampaignStep) => {
      if (step === 'composed') await db.messageChoice.create({ data: no })
    }
    expect(await writeCampaign(await givenSent(), { asOf, steps })).toMatchObject({ written: 0, suppressed: 1 })
  })

  it('count a message that somebody else writes meanwhile: they wait for the customer', async () => {
    const [one = ''] = await givenAudience(1)
    const id = await givenSent()
    let writing: Promise<unknown> = Promise.resolve()
    await db.$transaction(async (tx) => {
      await tx.$queryRaw`select id from customer where id = ${one}::uuid for update`
      writing = writeCampaign(id, { asOf })
      await begun(writing)
      const message = { id: randomUUID(), customerId: one, cause: 'welcome', subject: 'x', kind: 'loyalty', token: 't' }
      const times = { at: TEST_NOW, dueAt: TEST_NOW }
      await tx.message.create({ data: { ...message, ...times, status: 'queued', content: {}, why: {} } })
    })
    expect(await writing).toMatchObject({ written: 0, postponed: 1 })
  })

  it('send a draft once, and only what they saw', async () => {
    await givenAudience(1)
    const id = await givenSent()
    await db.campaign.update({ where: { id }, data: { status: 'draft', sentAt: null, sentBy: null } })
    const draft = await readCampaign(id)
    if (!draft) throw new Error('it is there')
    const by = { staffId: randomUUID(), now: TEST_NOW }
    expect(await sendCampaign(id, fingerprintOf({ ...draft, name: 'Other words' }), by)).toBe('changed')
    const seen = fingerprintOf(draft)
    // Somebody at another desk has just pressed the same button.
    let second: Promise<string> = Promise.resolve('')
    await db.$transaction(async (tx) => {
      await tx.$queryRaw`select id from campaign where id = ${id}::uuid for update`
      second = sendCampaign(id, seen, by)
      await begun(second)
      await tx.campaign.update({ where: { id }, data: { status: 'sent', sentAt: TEST_NOW } })
    })
    expect(await second).toBe('sent')
  })
})

describe('a crash in the middle', () => {
  it.each<CampaignStep>(['composed', 'batch-written'])('after “%s” neither loses nor doubles anybody', async (step) => {
    await givenAudience(120)
    const id = await givenSent({ control: 0.2 })
    await expect(writeCampaign(id, { asOf, steps: dyingAt(step) })).rejects.toThrow('the process ended')
    const left = await db.message.count({ where: { campaignId: id } })
    expect(left).toBe(step === 'composed' ? 0 : 50)
    expect((await readCampaign(id))?.finishedAt).toBeNull()

    await finishCampaigns({ asOf: after(1) })
    const messages = await written(id)
    expect(messages).toHaveLength(120)
    expect(new Set(messages.map(({ customerId }) => customerId)).size).toBe(120)
    expect(await db.experimentExposure.count()).toBe(120)
    expect((await readCampaign(id))?.finishedAt).toEqual(after(1))
    expect(await finishCampaigns({ asOf: after(2) })).toEqual({ written: 0, held: 0, suppressed: 0, postponed: 0 })
  })

  it('is finished later where the first caller stopped after a few', async () => {
    await givenAudience(120)
    const id = await givenSent()
    expect(await writeCampaign(id, { asOf, batches: 1 })).toMatchObject({ written: 50, finished: false })
    expect(await finishCampaigns({ asOf, movedClock: true })).toMatchObject({ written: 0 })
    expect(await finishCampaigns({ asOf })).toMatchObject({ written: 70 })
  })
})
