import { db } from '@/lib/core/db'
import type { Segment, Trend } from '@/lib/value/schema'
import { TEST_NOW } from '@/test/database'

const BAND = Array.from({ length: 10 }, () => ({ low: 1, high: 2 }))

/** What a batch over so many customers learned, with nothing fitted. */
export const baseOf = (customers: number) => ({
  ...{ customers, active: customers, weights: [{ until: 52, weight: 1 }], vip: { by: 'score', share: 0.1 } },
  ...{ vipCutOff: null, band: BAND, percentiles: Array.from({ length: 101 }, () => 0), bgNbd: null, gammaGamma: null },
})

/** A batch as of a moment, without rows. */
export async function givenRun(asOf: Date = TEST_NOW, customers = 0): Promise<string> {
  const [run] = await db.$queryRaw<{ id: string }[]>`
    insert into value_run (id, as_of, base, report)
    values (gen_random_uuid(), ${asOf}, ${JSON.stringify(baseOf(customers))}::jsonb, '{}') returning id`
  if (!run) throw new Error('no run was written')
  return run.id
}

/**
 * A base of so many customers with a batch over them, much as a shop's: four in ten never bought and share the score of
 * nothing, one in fifty is a VIP, the smaller segments and tiers hold the greater scores.
 */
export async function givenBase(customers: number): Promise<string> {
  await db.$executeRaw`insert into customer (id, email, external_ref, name, role, created_at)
    select md5('customer' || n)::uuid, 'shopper' || n || '@example.com', 'POS-' || n,
      (array['Anna','Beata','Carla','Dora','Edith','Frida','Greta','Hanna','Irene','Jutta'])[1 + n % 10] || ' ' ||
      (array['Moreau','Lindqvist','Hartwell','Sandoval','Kowalska','Brandt','Okafor','Petit','Aalto','Weiss','Li'])[1 + n % 11],
      'customer', ${TEST_NOW} from generate_series(1, ${customers}) n`
  const runId = await givenRun(TEST_NOW, customers)
  await db.$executeRaw`
    insert into value_row (run_id, customer_id, score, rank, percentile, segment, at_risk, trend, tier, orders, spend, expected_90,
      last_at, scores)
    select ${runId}::uuid, md5('customer' || n)::uuid, score, rank() over (order by score desc), 0,
      case when score = 0 then 'prospect' when score > 98 then 'vip' when n % 3 = 0 then 'repeat' else 'one-timer' end,
      score > 0 and n % 7 = 0, (array['rising','steady','declining'])[1 + n % 3],
      case when score > 99 then 'gold' when score > 95 then 'silver' when score > 80 then 'bronze' end,
      case when score > 0 then 1 + n % 9 else 0 end, (score * 5200)::bigint,
      case when score > 0 then score / 100 end, case when score > 0 then ${TEST_NOW}::timestamptz end,
      array_fill(score, array[10])
    from (select n, case when hashint4(n + 1) % 5 in (0, 1, -1) then 0 else round((hashint4(n) & 1048575) / 1048575.0 * 100, 4)::float8 end as score
      from generate_series(1, ${customers}) n) scored`
  await db.$executeRaw`analyze`
  return runId
}

type Row = {
  score?: number
  rank?: number
  segment?: Segment
  atRisk?: boolean
  trend?: Trend
  tier?: string | null
}

/** A customer's row in a batch: by default a one-timer, steady, of no tier. */
export function givenRow(runId: string, customerId: string, values: Row = {}) {
  return db.valueRow.create({
    data: {
      ...{ runId, customerId, score: 1, rank: 1, percentile: 0, segment: 'one-timer', atRisk: false, trend: 'steady' },
      ...{ tier: null, orders: 1, spend: 100_000n, expected90: null, lastAt: TEST_NOW, scores: [] },
      ...values,
    },
  })
}
