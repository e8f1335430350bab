import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { Prisma } from '@/lib/generated/prisma/client'
import { TEST_NOW, emptyDatabase } from '@/test/database'
import { shopperStatement, type Asker } from './queries'

async function planOf(who: Asker): Promise<string> {
  const rows = await db.$queryRaw<{ 'QUERY PLAN': string }[]>(Prisma.sql`explain ${shopperStatement(who)}`)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

describe('the one statement of a page', () => {
  const visitorId = randomUUID()
  const customerId = randomUUID()

  beforeAll(async () => {
    await emptyDatabase()
    await db.$executeRaw`insert into customer (id, email, name, role, created_at)
      select gen_random_uuid(), n || '@example.com', 'Somebody', 'customer', ${TEST_NOW} from generate_series(1, 2000) n`
    await db.$executeRaw`insert into visitor_link (id, visitor_id, customer_id, "from")
      select gen_random_uuid(), gen_random_uuid(), id, ${TEST_NOW} from customer`
    await db.$executeRaw`insert into event (id, at, kind, visitor_id, product)
      select gen_random_uuid(), ${TEST_NOW}, 'view', visitor_id, 'gown' from visitor_link, generate_series(1, 5)`
    await db.$executeRaw`insert into membership_fact (id, customer_id, kind, reason, at)
      select gen_random_uuid(), id, 'join', 'request', ${TEST_NOW} from customer`
    await db.$executeRaw`insert into "order" (id, number, customer_id, key, content_hash, status, channel, placed_at,
        reserved_at, currency, merchandise, discount, shipping, total, country)
      select gen_random_uuid(), 'S-' || row_number() over (), id, gen_random_uuid()::text, '', 'confirmed', 'web', ${TEST_NOW},
        ${TEST_NOW}, 'USD', 100, 0, 0, 100, 'US' from customer`
    await db.$executeRaw`insert into order_line (id, order_id, position, sku, product_slug, colour_slug, size, product_name,
        house_name, colour_name, quantity, unit_price, discount)
      select gen_random_uuid(), id, 0, 'gown:scarlet:4', 'gown', 'scarlet', '4', 'Gown', 'House', 'Scarlet', 1, 100, 0 from "order"`
    await db.$executeRaw`insert into customer_answer (id, customer_id, question, value, at)
      select gen_random_uuid(), id, 'language', 'pl', ${TEST_NOW} from customer`
    await db.$executeRaw`insert into offer_grant (id, customer_id, offer, stage, subject, visitor_id, benefits, at, until)
      select gen_random_uuid(), id, 'second-order', 'second-order', 'first', gen_random_uuid(), '[{"kind":"note"}]', ${TEST_NOW},
        ${TEST_NOW}::timestamptz + interval '30 days' from customer`
    await db.$executeRaw`insert into offer_use (customer_id, offer, order_id, at)
      select customer_id, 'first-order', id, ${TEST_NOW} from "order"`
    await db.$executeRaw`insert into visitor_succession (visitor_id, browser_id, at)
      select gen_random_uuid(), visitor_id, ${TEST_NOW} from visitor_link`
    await db.$executeRaw`insert into experiment_exposure (experiment, who, arm, customer_id, counterfactual, at)
      select 'everything', visitor_id, 'personal', customer_id, false, ${TEST_NOW} from visitor_link`
    await db.$executeRaw`insert into message (id, customer_id, cause, subject, kind, status, content, why, token, at, due_at)
      select gen_random_uuid(), id, 'welcome', n::text, 'personal', 'sent', '{}', '{}', gen_random_uuid()::text, ${TEST_NOW},
        ${TEST_NOW} from customer, generate_series(1, 3) n`
    await db.$executeRaw`insert into message_mark (message_id, what, at) select id, 'read', ${TEST_NOW} from message`
    await db.$executeRaw`analyze`
  })

  it('reads a visitor by indexes alone', async () => {
    const plan = await planOf({ visitorId, customerId: null, asOf: TEST_NOW })
    expect(plan).toContain('event_visitor_id_at_idx')
    expect(plan).toContain('event_contributed_idx')
    expect(plan).toContain('experiment_exposure_who_idx')
    expect(plan).not.toMatch(/Seq Scan on (event|experiment_exposure|message|message_mark)/)
  })

  it('reads a customer by indexes alone', async () => {
    const plan = await planOf({ visitorId, customerId, messageId: randomUUID(), asOf: TEST_NOW })
    for (const index of [
      'visitor_link_customer_id_idx',
      'event_visitor_id_at_idx',
      'event_contributed_idx',
      'order_customer_id_placed_at_idx',
      'order_line_order_id_idx',
      'membership_fact_customer_id_at_idx',
      'customer_answer_customer_id_question_seq_idx',
      'offer_grant_customer_id_offer_subject_key',
      'experiment_exposure_who_idx',
      'message_customer_id_',
      'message_mark_pkey',
      'message_pkey',
    ]) {
      expect(plan).toContain(index)
    }
    expect(plan).not.toMatch(
      /Seq Scan on (event|"order"|order_line|visitor_link|membership_fact|customer|offer_grant|offer_use|visitor_succession|experiment_exposure|message|message_mark)/,
    )
  })
})
