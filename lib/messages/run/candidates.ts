import 'server-only'
import { db } from '@/lib/core/db'
import { Prisma } from '@/lib/generated/prisma/client'
import { NoProgrammeInForce, programmeOfVersion } from '@/lib/loyalty/queries'
import { logFault } from '@/lib/core/log'
import { readBase } from '@/lib/value/base/read'
import { baseValueSchema, type BaseValue } from '@/lib/value/schema'
import { getTriggers } from '../queries'
import type { Trigger, TriggerKey } from '../schema'
import { historySql, unpacked, type PackedHistory } from './history'
import { mayBeDue, type Common, type Recent } from './prefilter'

/** How many customers are read in bulk at a time. */
const BATCH = 1_000
const HOUR_MS = 3_600_000

/**
 * Everybody for whom a run may find something to decide as of a moment, by id, some at a time: not staff, not who was
 * erased, not who was imported and has no address (nobody could read it). Most customers are passed over by what is read
 * of a thousand of them in two statements. `everybody` passes over nobody: to hold the others against it.
 */
export async function* candidatesOf(asOf: Date, everybody = false): AsyncGenerator<string[], void, void> {
  const common = await readCommon(asOf)
  const sql = <T>(text: string, values: readonly unknown[]): Promise<T[]> => db.$queryRawUnsafe(text, ...values)
  for await (const batch of readBase(sql, asOf, BATCH)) {
    const customers = [...batch]
    const recent = await readRecent(
      customers.map(({ id }) => id),
      common,
    )
    yield customers.flatMap((customer) => {
      const own = recent.get(customer.id)
      return own && (everybody || mayBeDue(customer, own, common)) ? [customer.id] : []
    })
  }
}

/** Programme, triggers and the newest batch over all customers as of then. Throws `NoProgrammeInForce`. */
async function readCommon(asOf: Date): Promise<Common> {
  const [version, editorial, run] = await Promise.all([
    db.programmeVersion.findFirst({
      where: { effectiveFrom: { lte: asOf } },
      orderBy: [{ effectiveFrom: 'desc' }, { id: 'desc' }],
    }),
    db.setting.findUnique({ where: { key: 'editorialVersion' } }),
    db.valueRun.findFirst({
      where: { asOf: { lte: asOf } },
      orderBy: { asOf: 'desc' },
      select: { asOf: true, base: true },
    }),
  ])
  if (!version) throw new NoProgrammeInForce(asOf)
  const triggers = await getTriggers(editorial?.value ?? '')
  return { asOf, triggers, programme: programmeOfVersion(version), base: run && baseOf(run) }
}

function baseOf(run: { asOf: Date; base: unknown }): BaseValue | null {
  const parsed = baseValueSchema.safeParse(run.base)
  if (!parsed.success) logFault('value: a batch was left out', parsed.error, { asOf: run.asOf })
  return parsed.success ? { ...parsed.data, asOf: run.asOf } : null
}

type Row = {
  id: string
  cartAt: Date | null
  looked: boolean
  follows: boolean
  decided: PackedHistory
}

/** What of these customers is not among the facts of the base. Who is not to be written to is missing. */
async function readRecent(ids: readonly string[], { asOf, triggers }: Common): Promise<Map<string, Recent>> {
  const since = (key: TriggerKey): Date | null => {
    const trigger: Trigger | undefined = triggers.find((one) => one.key === key)
    return trigger ? new Date(asOf.getTime() - trigger.withinHours * HOUR_MS) : null
  }
  const [looks, listings] = [since('browse-left'), since('new-from-house')]
  const looked = looks
    ? Prisma.sql`exists (select 1 from visitor_link l join event e on e.visitor_id = l.visitor_id
        where l.customer_id = c.id and e.at > ${looks} and e.at <= ${asOf} and e.kind in ('view', 'dwell', 'click'))`
    : Prisma.sql`false`
  const houses = listings
    ? (
        await db.product.findMany({
          where: { listedAt: { gt: listings, lte: asOf } },
          select: { houseSlug: true },
          distinct: ['houseSlug'],
        })
      ).map(({ houseSlug }) => houseSlug)
    : []
  const follows =
    houses.length > 0
      ? Prisma.sql`exists (select 1 from visitor_link l join event e on e.visitor_id = l.visitor_id
          where l.customer_id = c.id and e.kind = 'follow' and e.house = any(${houses}::text[]) and e.at <= ${asOf})`
      : Prisma.sql`false`
  const rows = await db.$queryRaw<Row[]>`
    select c.id::text as id, ${looked} as looked, ${follows} as follows,
      (select max(l.added_at) from cart k join cart_line l on l.cart_id = k.id join variant v on v.sku = l.sku
        where k.customer_id = c.id and v.stock > 0 and l.added_at <= ${asOf}) as "cartAt",
      ${historySql({ asOf, movedClock: false })} as decided
    from customer c
    where c.id = any(${ids}::uuid[]) and c.erased_at is null and c.role <> 'staff' and not (c.imported and c.email is null)`
  return new Map(rows.map(({ id, decided, ...row }) => [id, { ...row, decided: unpacked(decided) }]))
}
