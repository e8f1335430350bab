import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressSchema } from '@/lib/orders/address'
import { addTrendingFact, createTrending, trendingMass, type TrendingFact } from '@/lib/ranking/trending'
import { COLUMNS } from './columns'
import { DEFAULT_SEED_NOW } from './config'
import { seedDatabase, SeedRefused } from './index'
import { readRange } from './past/pieces'
import type { Past } from './rows'
import { tellStory } from './story'

// One full seed for the whole file; every test only reads it.

const SEED = { seedNow: new Date(DEFAULT_SEED_NOW), seedNumber: 1, password: 'a password of the tests' }
const url = () => process.env.DATABASE_URL ?? ''
let client: pg.Client
let seconds: number

beforeAll(async () => {
  const began = performance.now()
  await seedDatabase(url(), SEED)
  seconds = (performance.now() - began) / 1_000
  client = new pg.Client({ connectionString: url() })
  await client.connect()
}, 120_000)
afterAll(() => client.end())

const rows = async <Row extends object>(sql: string): Promise<Row[]> => (await client.query<Row>(sql)).rows
/** The one value that a query answers. */
const value = async (sql: string): Promise<number> => Number(Object.values((await rows(sql))[0] ?? {})[0])

describe('the seed', () => {
  it('takes less than a minute', () => {
    expect(seconds).toBeLessThan(60)
  })

  it('tells the same story again, row for row', async () => {
    const range = await readRange(client)
    const { past: again } = tellStory({ ...SEED, range, preset: 'sorento', passwordHash: '' })
    for (const table of Object.keys(COLUMNS) as (keyof Past)[]) {
      expect(await fingerprint(table), table).toEqual(fingerprintOf(table, again))
    }
  }, 60_000)

  it('says when it was made, and for whom', async () => {
    const settings = Object.fromEntries(
      (await rows<{ key: string; value: string }>('select key, value from setting')).map(({ key, value }) => [
        key,
        value,
      ]),
    )
    expect(settings).toMatchObject({ seedNow: SEED.seedNow.toISOString(), seedNumber: '1', seeded: 'true' })
    expect(Math.abs(Date.parse(settings.resetAt ?? '') - Date.now())).toBeLessThan(600_000)
    expect(JSON.parse(settings.demoAccounts ?? '')).toContainEqual({
      name: 'Vera',
      email: 'vera@example.com',
      line: 'Bronze, bought a dress 9 days ago',
    })
  })

  it('changed the programme a year ago, once', async () => {
    const versions = await rows<{ from: Date; cycle: object | null; worth: string }>(
      `select effective_from as from, definition->'cycle' as cycle, definition#>>'{points,worth}' as worth
       from programme_version order by effective_from`,
    )
    expect(versions.map(({ cycle, worth }) => [cycle !== null, worth])).toEqual([
      [false, '0'],
      [true, '2'],
    ])
    expect(SEED.seedNow.getTime() - (versions[1]?.from.getTime() ?? 0)).toBe(365 * 86_400_000)
  })

  it('refuses to run twice', async () => {
    await expect(seedDatabase(url(), SEED)).rejects.toThrow(SeedRefused)
  })

  it('has the size that it promises', async () => {
    expect(await value('select count(*) from customer where password_hash is null and seeded')).toBe(3_000)
    expect(await value('select count(distinct visit_id) from event')).toBeGreaterThan(11_900)
    expect(await value(`select count(*) from event where kind not in ('purchase', 'return')`)).toBeGreaterThan(60_000)
    expect(await value(`select count(*) from event`)).toBeLessThan(90_000)
    const till = await value(`select avg((channel = 'till')::int) from "order"`)
    expect(till).toBeGreaterThan(0.17)
    expect(till).toBeLessThan(0.23)
    const returned = (await value('select count(*) from "return"')) / (await value('select count(*) from "order"'))
    expect(returned).toBeGreaterThan(0.075)
    expect(returned).toBeLessThan(0.105)
  })

  it('names nobody who could exist', async () => {
    expect(await value(`select count(*) from customer where email !~ '@example\\.(com|org)$'`)).toBe(0)
  })
})

/** All of a table as PostgreSQL holds it, in the order of its first columns, less what may differ from run to run. */
async function fingerprint(table: keyof Past): Promise<string[]> {
  return (await rows<Record<string, unknown>>(`select * from "${table}"`)).map((row) => lineOf(table, row)).sort()
}
const fingerprintOf = (table: keyof Past, past: Past): string[] =>
  past[table]
    .map((row) => lineOf(table, Object.fromEntries(Object.entries(row).map(([name, cell]) => [snake(name), cell]))))
    .sort()
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const lineOf = (table: keyof Past, row: Record<string, unknown>): string =>
  Object.keys(COLUMNS[table])
    .map(snake)
    .filter((column) => column !== 'password_hash')
    .map((column) => stable(row[column]))
    .join('|')
const stable = (cell: unknown): string =>
  cell instanceof Date
    ? cell.toISOString()
    : cell !== null && typeof cell === 'object'
      ? JSON.stringify(Object.entries(cell).sort(([a], [b]) => (a < b ? -1 : 1)))
      : String(cell)

describe('an order of the past', () => {
  it('adds up: its lines to its merchandise, their shares to its discount, all of it to its total', async () => {
    expect(
      await rows(`select o.id from "order" o join order_line l on l.order_id = o.id group by o.id
        having sum(l.quantity * l.unit_price) <> o.merchandise or sum(l.discount) <> o.discount
          or sum(l.points_discount) <> o.points_discount
          or o.total <> o.merchandise - o.discount - o.points_discount + o.shipping`),
    ).toEqual([])
    expect(
      await value(
        'select count(*) from "order" o where not exists (select 1 from order_line l where l.order_id = o.id)',
      ),
    ).toBe(0)
  })

  it('has the discount that it names, to the cent, each line its share', async () => {
    expect(
      await rows(`select id from "order" where discount <> round(merchandise * coalesce(discount_percent, 0) / 100.0)
        or (discount = 0) <> (discount_reason is null)`),
    ).toEqual([])
    expect(
      await rows(`select l.id from order_line l join "order" o on o.id = l.order_id
        where abs(l.discount - l.quantity * l.unit_price * o.discount::numeric / o.merchandise) >= 1`),
    ).toEqual([])
  })

  it('has used an offer exactly when it has a discount: the first order its own, once', async () => {
    expect(
      await rows(`select o.id from "order" o left join offer_use u on u.order_id = o.id
        where (o.discount > 0) <> (u.order_id is not null)`),
    ).toEqual([])
    expect(
      await rows(`select o.id from (select *, row_number() over (partition by customer_id order by placed_at) as n from "order") o
        left join offer_use u on u.order_id = o.id and u.offer = 'first-order' where (n = 1) <> (u.offer is not null)`),
    ).toEqual([])
  })

  it('costs shipping only where it is sent abroad', async () => {
    expect(
      await rows(`select id from "order"
        where shipping <> case when channel = 'web' and country <> 'US' then 2500 else 0 end`),
    ).toEqual([])
  })

  it('goes to an address that the shop itself would take, or was carried home', async () => {
    const orders = await rows<{ channel: string; address: unknown }>('select channel, address from "order"')
    for (const { channel, address } of orders) {
      if (channel === 'till') expect(address).toBeNull()
      else expect(addressSchema.safeParse(address).success, JSON.stringify(address)).toBe(true)
    }
  })

  it('holds pieces, colours and sizes of the catalogue at its prices, on the web not before they were listed', async () => {
    expect(
      await rows(`select l.id from order_line l join "order" o on o.id = l.order_id
        left join variant v on v.sku = l.sku and v.product_slug = l.product_slug and v.colour_slug = l.colour_slug and v.size = l.size
        left join product p on p.slug = l.product_slug
        where v.sku is null or p.price <> l.unit_price or (o.channel = 'web' and p.listed_at >= o.placed_at)`),
    ).toEqual([])
  })
})

describe('a return of the past', () => {
  it('brings back no more than was bought, and within thirty days', async () => {
    expect(
      await rows(`select l.id from return_line r join order_line l on l.id = r.order_line_id
        group by l.id having sum(r.quantity) > l.quantity`),
    ).toEqual([])
    expect(
      await rows(`select r.id from "return" r join "order" o on o.id = r.order_id
        where r.at <= o.placed_at or r.at > o.placed_at + interval '30 days'`),
    ).toEqual([])
  })

  it('takes back what its units had added, and pays back what they had cost', async () => {
    expect(
      await rows(`select r.id from return_line r join order_line l on l.id = r.order_line_id
        join "return" b on b.id = r.return_id where b.order_id <> l.order_id or r.merchandise <> r.quantity * l.unit_price
          or abs(r.refund - r.quantity * (l.unit_price - (l.discount + l.points_discount)::numeric / l.quantity)) >= 2`),
    ).toEqual([])
    expect(
      await rows(`select l.id from return_line r join order_line l on l.id = r.order_line_id group by l.id
        having sum(r.quantity) = l.quantity and sum(r.refund) <> l.quantity * l.unit_price - l.discount - l.points_discount`),
    ).toEqual([])
  })
})

describe('points in the past', () => {
  it('pay two cents each on a small share of web orders, since they pay for anything', async () => {
    const share = await value('select avg((points_used > 0)::int) from "order"')
    expect(share).toBeGreaterThan(0.01)
    expect(share).toBeLessThan(0.06)
    expect(
      await rows(`select o.id from "order" o where points_discount <> points_used * 2 or (points_used > 0 and
        (channel = 'till' or placed_at < (select max(effective_from) from programme_version)))`),
    ).toEqual([])
  })

  it('come back with the pieces they paid for, all of them with the last one', async () => {
    expect(await value('select count(*) from return_line where points_back > 0')).toBeGreaterThan(0)
    expect(
      await rows(`select o.id from "order" o join order_line l on l.order_id = o.id
        left join (select order_line_id, sum(quantity) as units, sum(points_back) as points from return_line group by 1) r
          on r.order_line_id = l.id
        group by o.id having sum(coalesce(r.points, 0)) > o.points_used
          or (sum(l.quantity) = sum(coalesce(r.units, 0)) and sum(coalesce(r.points, 0)) <> o.points_used)`),
    ).toEqual([])
  })
})

describe('the facts of the past', () => {
  it('are none of them later than SEED_NOW', async () => {
    const times: readonly (readonly [table: string, column: string])[] = Object.entries(COLUMNS).flatMap(
      ([table, columns]) =>
        Object.entries(columns)
          .filter(([, type]) => type === 'timestamptz')
          .map(([column]) => [table, snake(column)] as const),
    )
    expect(times.length).toBeGreaterThan(9)
    for (const [table, column] of times) {
      const late = `select count(*) from "${table}" where "${column}" > '${SEED.seedNow.toISOString()}'`
      expect(await value(late), `${table}.${column}`).toBe(0)
    }
  })

  it('are numbered in the order in which they happened', async () => {
    expect(
      await value('select count(*) from (select at < lag(at) over (order by seq) as back from event) e where back'),
    ).toBe(0)
  })

  it('tell each purchase and return once, of everybody whom the shop may learn from', async () => {
    expect(
      await rows(`select l.id from order_line l join "order" o on o.id = l.order_id join customer c on c.id = o.customer_id
        left join event e on e.dedupe = 'purchase:' || l.id
        where (e.id is null and c.country in ('US', 'CA')) or e.at <> o.placed_at or e.product <> l.product_slug
          or e.colour <> l.colour_slug or e.quantity <> l.quantity or e.customer_id <> o.customer_id or e.channel <> o.channel`),
    ).toEqual([])
    expect(await value(`select count(*) from event where kind = 'return' and dedupe is null`)).toBe(0)
    expect(
      await rows(`select l.id from visitor_link l join customer c on c.id = l.customer_id
        where c.country not in ('US', 'CA') and not exists (select 1 from consent_choice k where k.customer_id = c.id)`),
    ).toEqual([])
  })

  it('hold one view of a piece in a visit, and visits of one visitor within an evening', async () => {
    expect(
      await rows(`select visit_id from event where kind = 'view' group by visit_id, product having count(*) > 1`),
    ).toEqual([])
    expect(
      await rows(`select visit_id from event where visit_id is not null group by visit_id
        having count(distinct visitor_id) > 1 or max(at) - min(at) > interval '4 hours'`),
    ).toEqual([])
  })

  it('link a browser to one customer, not later than its first fact', async () => {
    expect(await rows('select visitor_id from visitor_link group by visitor_id having count(*) > 1')).toEqual([])
    expect(
      await rows(`select l.id from visitor_link l
        where "from" > coalesce((select min(at) from event e where e.visitor_id = l.visitor_id), '-infinity')`),
    ).toEqual([])
  })
})

describe('what there is to find', () => {
  it.each([
    ['bejewelled-snake-ring', 30, 55],
    ['via-95-patent-pump', 22, 46],
    ['artiglio-spike-pump', 12, 40],
    ['nappa-bead-tassels', 6, 30],
    ['anello-pave-hoops', 8, 30],
    ['serpe-coil-bracelet', 6, 30],
    ['beaded-necklace', 9, 30],
    ['cerchio-eternity-ring', 5, 25],
    ['brillo-crystal-sandal', 4, 20],
  ])('the Rapace gown was bought with %s in %i to %i orders', async (slug, least, most) => {
    const orders = await value(`select count(distinct a.order_id) from order_line a join order_line b using (order_id)
      where a.product_slug = 'rapace-off-shoulder-gown' and b.product_slug = '${slug}'`)
    expect(orders).toBeGreaterThanOrEqual(least)
    expect(orders).toBeLessThanOrEqual(most)
  })

  it('other dresses have companions of their own', async () => {
    const found = await rows<{ dress: string; companion: string }>(`
      select distinct on (dress) dress, companion from (
        select d.product_slug as dress, o.product_slug as companion, count(*) as n
        from order_line d join product dp on dp.slug = d.product_slug and dp.category_slug = 'dresses'
          join order_line o using (order_id) join product op on op.slug = o.product_slug and op.category_slug = 'jewellery'
        group by 1, 2 having count(*) >= 5) pairs
      order by dress, n desc, companion`)
    expect(found.length).toBeGreaterThan(20)
    expect(new Set(found.map(({ companion }) => companion)).size).toBeGreaterThan(10)
  })

  it('the last weeks draw everybody to pieces of several houses, Corvane not above all', async () => {
    const facts = await rows<TrendingFact>('select at, kind, product from event where product is not null')
    const state = createTrending()
    facts.forEach((fact) => addTrendingFact(state, fact))
    const pieces = await rows<{ slug: string; house: string; category: string }>(
      'select slug, house_slug as house, category_slug as category from product',
    )
    const mass = new Map(pieces.map(({ slug }) => [slug, trendingMass(state, slug, SEED.seedNow)]))
    pieces.sort((a, b) => (mass.get(b.slug) ?? 0) - (mass.get(a.slug) ?? 0))
    const dresses = pieces.filter(({ category }) => category === 'dresses')
    expect(dresses.slice(0, 3).map(({ slug }) => slug)).toEqual([
      'notte-sequin-gown',
      'rapace-off-shoulder-gown',
      'velluto-column',
    ])
    expect(pieces.find(({ category }) => category !== 'dresses')?.slug).toBe('via-95-patent-pump')
    const eight = dresses.slice(0, 8)
    expect(new Set(eight.map(({ house }) => house)).size).toBeGreaterThanOrEqual(4)
    expect(eight.filter(({ house }) => house === 'corvane').length).toBeLessThanOrEqual(2)
  })

  it('a browser returns to the houses that it looked at before', async () => {
    const [share] = await rows<{ own: number; chance: number }>(`
      with seen as (
        select e.visitor_id, p.house_slug as house, count(*) as n from event e join product p on p.slug = e.product
        where e.kind = 'view' group by 1, 2),
      totals as (select visitor_id, sum(n) as all_views from seen group by 1 having sum(n) >= 8)
      select avg(s.top / t.all_views)::float as own,
        (select max(n) from (select sum(n) as n from seen group by house) h)::float / (select sum(n) from seen)::float as chance
      from totals t join (select visitor_id, max(n) as top from seen group by 1) s using (visitor_id)`)
    expect(share?.own).toBeGreaterThan(0.4)
    expect(share?.chance).toBeLessThan(0.3)
  })
})
