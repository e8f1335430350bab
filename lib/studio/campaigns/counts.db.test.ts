import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { givenProgramme } from '@/lib/flows/flows.fixture'
import { givenAudience } from '@/lib/messages/campaigns/campaigns.db.fixture'
import { aDefinition } from '@/lib/messages/campaigns/campaigns.fixture'
import { readCampaign } from '@/lib/messages/campaigns/queries'
import { writeCampaign } from '@/lib/messages/campaigns/write'
import { emptyDatabase, TEST_NOW } from '@/test/database'
import { readStood, readUnwritten } from './counts'

beforeEach(async () => {
  await emptyDatabase()
  await givenProgramme()
})

async function givenSent(): Promise<string> {
  const id = randomUUID()
  const data = { id, name: 'News', status: 'sent', definition: structuredClone(aDefinition()), createdAt: TEST_NOW }
  await db.campaign.create({ data: { ...data, sentAt: TEST_NOW, sentBy: randomUUID() } })
  return id
}

describe('what became of a campaign', () => {
  it('adds up to its audience: who had enough is counted, though nothing is written down of them', async () => {
    const audience = await givenAudience(3)
    await writeCampaign(await givenSent(), { asOf: TEST_NOW })
    const [first] = audience
    await db.message.deleteMany({ where: { customerId: first } })
    const id = await givenSent()
    const read = async () => {
      const campaign = await readCampaign(id)
      if (!campaign) throw new Error('it was sent')
      const stood = await readStood(id)
      return { unwritten: await readUnwritten(campaign), written: stood.reduce((sum, { count }) => sum + count, 0) }
    }
    expect(await read()).toEqual({ unwritten: 0, written: 0 })
    await writeCampaign(id, { asOf: TEST_NOW })
    expect(await read()).toEqual({ unwritten: 2, written: 1 })
  })
})
