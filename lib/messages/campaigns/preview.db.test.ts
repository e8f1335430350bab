import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { emptyDatabase, TEST_NOW } from '@/test/database'
import { candidatesStatement, readAudienceRun } from './audience'
import { aBase } from './campaigns.db.fixture'
import { aDefinition } from './campaigns.fixture'
import { FATES, isOf, plannedOf, type Counted, type Fate } from './plan'
import { previewCampaign, SAMPLE } from './preview'
import { readWhole, sliceStatement } from './whole'

const CUSTOMERS = 100_000
/** Room for a machine that does much else at once; the plans below say what is read. */
const MOST_MS = 20_000

type Over = Parameters<typeof aDefinition>[0]
const planned = (over: Over = {}, holdout = 0.05) =>
  plannedOf(
    { id: '7d1f0b52-93f0-4a0e-8f6e-2d8a4a7b9c11', definition: aDefinition(over), sentAt: TEST_NOW },
    { asOf: TEST_NOW, holdout, timeZone: 'America/New_York' },
  )
const previewed = async (over: Over = {}, of: Fate = 'gets', after: string | null = null) => {
  const preview = await previewCampaign(planned(over), TEST_NOW, { of, after })
  if (!preview) throw new Error('there is a batch')
  return preview
}

/**
 * A base in three batches; one in ten lives where consent is opt-in, one in twenty said no, one in fifty has no address
 * (half of these are known from the till alone),
 * one in a hundred was refused, three in ten had a message this week and a third of those today.
 */
beforeAll(async () => {
  await emptyDatabase()
  await db.$executeRaw`insert into customer (id, email, imported, external_ref, name, country, role, created_at)
    select md5('customer' || n)::uuid, case when n % 49 > 0 then 'shopper' || n || '@example.com' end, n % 98 = 0, 'POS-' || n, 'Shopper ' || n,
      case when n % 10 = 0 then 'DE' else 'US' end, case when n = 7 then 'staff' else 'customer' end, ${TEST_NOW}
    from generate_series(1, ${CUSTOMERS}) n`
  for (const days of [14, 7, 0]) {
    const asOf = new Date(TEST_NOW.getTime() - days * 86_400_000)
    const run = { id: randomUUID(), asOf, base: aBase(CUSTOMERS), report: {} }
    await db.valueRun.create({ data: run })
    await db.$executeRaw`
      insert into value_row (run_id, customer_id, score, rank, percentile, segment, at_risk, trend, tier, orders, spend, scores)
      select ${run.id}::uuid, md5('customer' || n)::uuid, n, n, n * 100.0 / ${CUSTOMERS},
        (array['prospect','one-timer','repeat','vip'])[1 + n % 4], n % 7 = 0, 'steady',
        (array[null,'bronze','silver','gold'])[1 + n / 3 % 4], 1, 100, array_fill(n::float8, array[10])
      from generate_series(1, ${CUSTOMERS}) n`
  }
  await db.$executeRaw`insert into message_choice (id, customer_id, kind, choice, source, at)
    select gen_random_uuid(), md5('customer' || n)::uuid, kind, case when n % 20 = 3 then 'off' else 'on' end, 'seed', ${TEST_NOW}
    from generate_series(1, ${CUSTOMERS}, 2) n, unnest(array['news', 'personal']) kind`
  await db.$executeRaw`insert into mail_refusal (customer_id, said, at)
    select md5('customer' || n)::uuid, '550', ${TEST_NOW} from generate_series(11, ${CUSTOMERS}, 100) n`
  await db.$executeRaw`insert into message (id, customer_id, cause, subject, kind, status, content, why, token, at, due_at)
    select gen_random_uuid(), md5('customer' || n)::uuid, 'welcome', 'x', 'loyalty', 'sent', '{}', '{}', 'token' || n, at, at
    from generate_series(1, ${CUSTOMERS}) n
    cross join lateral (select ${TEST_NOW}::timestamptz - (n % 3) * interval '20 hours' - interval '1 hour' as at) at
    where n % 10 < 3`
  await db.$executeRaw`insert into consent_choice (id, customer_id, choice, at)
    select gen_random_uuid(), md5('customer' || n)::uuid, 'on', ${TEST_NOW} from generate_series(1, ${CUSTOMERS}, 3) n`
  await db.$executeRaw`insert into customer_answer (id, customer_id, question, value, at)
    select gen_random_uuid(), md5('customer' || n)::uuid, 'time-zone', 'Europe/Warsaw', ${TEST_NOW}
    from generate_series(1, ${CUSTOMERS}, 3) n`
  await db.$executeRaw`analyze`
}, 180_000)

describe('the audience of a campaign at 100,000 customers', () => {
  it('is counted in full, each customer once, in time', async () => {
    const times: number[] = []
    for (const over of [{}, { control: 0.2, audience: { tiers: ['gold'] } }, { audience: { tiers: ['nobody'] } }]) {
      const began = performance.now()
      const { counts } = await previewed(over)
      times.push(performance.now() - began)
      const sum = Object.values(counts).reduce((total, count) => total + count, 0)
      expect(sum).toBe(CUSTOMERS)
    }
    console.info(`previews took ${times.map((ms) => `${Math.round(ms)} ms`).join(', ')}`)
    expect(Math.max(...times)).toBeLessThan(MOST_MS)
  })

  it('says of each reason how many', async () => {
    const { counts } = await previewed({ control: 0.2, audience: { segments: ['vip'] } })
    // A member of staff is of the batch, and no customer.
    expect(counts.outside).toBe(CUSTOMERS * 0.75 + 1)
    for (const fate of FATES) expect(counts[fate], fate).toBeGreaterThan(0)
  })

  it('passes over who is known from the till alone, and says so', async () => {
    const { counts, people } = await previewed({}, 'outside')
    const [imported, addressless] = [Math.floor(CUSTOMERS / 98), Math.floor(CUSTOMERS / 49)]
    expect(counts.outside).toBe(imported + 1)
    expect(counts['no-address'] + counts['not-wanted']).toBeGreaterThanOrEqual(addressless - imported)
    expect(counts['no-address']).toBeLessThanOrEqual(addressless - imported)
    const found = await db.customer.findMany({ where: { id: { in: people.map(({ customerId }) => customerId) } } })
    expect(found).toHaveLength(SAMPLE)
    for (const { imported: isImported, email } of found)
      expect({ isImported, email }).toEqual({ isImported: true, email: null })
  })

  it.each<[string, Over]>([
    ['a tier', { audience: { tiers: ['gold'] } }],
    ['no tier, or bronze', { audience: { tiers: ['none', 'bronze'] } }],
    ['segments', { audience: { segments: ['vip', 'repeat'] } }],
    ['a band', { audience: { band: { from: 89.5, until: 90 } } }],
    ['at risk', { audience: { atRisk: true } }],
    [
      'all of it',
      { audience: { tiers: ['silver', 'none'], segments: ['prospect'], band: { from: 10, until: 60 }, atRisk: false } },
    ],
  ])('is read as the rule says it: %s', async (_name, over) => {
    const { definition } = planned(over)
    const run = await readAudienceRun(TEST_NOW)
    if (!run) throw new Error('there is a batch')
    const select = { customerId: true, tier: true, segment: true, percentile: true, atRisk: true }
    const all = (await db.valueRow.findMany({
      where: { runId: run.id, customer: { role: 'customer', NOT: { imported: true, email: null } } },
      select,
    })) as Counted[] // their segments are those of the schema
    const meant = all.filter((row) => isOf(definition.audience, row)).map(({ customerId }) => customerId)
    const found: string[] = []
    for await (const slice of readWhole(run.id, { audience: definition.audience, kind: 'news', asOf: TEST_NOW })) {
      found.push(...slice.map(({ customerId }) => customerId))
    }
    expect(meant.length).toBeGreaterThan(0)
    expect(found).toEqual(meant.sort())
  })

  it.each<Fate>(['outside', 'not-wanted', 'no-address', 'enough', 'gets'])(
    'shows people page by page: %s',
    async (of) => {
      const over = { audience: { tiers: ['gold'] } }
      const first = await previewed(over, of)
      const second = await previewed(over, of, first.people.at(-1)?.customerId ?? null)
      const ids = [...first.people, ...second.people].map(({ customerId }) => customerId)
      expect(ids).toHaveLength(2 * SAMPLE)
      expect(ids).toEqual([...new Set(ids)].sort())
      for (const { name, tier } of first.people) {
        expect(name).toMatch(/^Shopper/)
        expect(tier === 'gold').toBe(of !== 'outside')
      }
    },
  )

  it('is read and written by the indexes', async () => {
    const run = await readAudienceRun(TEST_NOW)
    const asked = { audience: aDefinition({}).audience, kind: 'news', asOf: TEST_NOW, movedClock: false }
    const planOf = async ({ text, values }: { text: string; values: unknown[] }) => {
      const rows = await db.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(`explain ${text}`, ...values)
      // Refusals are few: they may be read at once.
      return rows.map((row) => row['QUERY PLAN'].replace('Seq Scan on mail_refusal', '')).join('\n')
    }
    const scope = { after: '80000000-0000-4000-8000-000000000000', limit: 50, unwritten: 'campaign:x' }
    const batch = await planOf(candidatesStatement(run?.id ?? '', asked, scope))
    for (const index of ['message_choice_customer_id_kind_seq_idx', 'message_customer_id', 'customer_answer_']) {
      expect(batch).toContain(index)
    }
    for (const plan of [batch, await planOf(sliceStatement(run?.id ?? '', asked, 7))]) {
      expect(plan).not.toContain('Seq Scan')
      expect(plan).toContain('value_row_pkey')
    }
  })
})
