import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient, type Prisma } from '@/lib/generated/prisma/client'
import { env } from './env'

const create = () =>
  new PrismaClient({
    adapter: new PrismaPg({ connectionString: env().DATABASE_URL, max: 10 }),
    // A transaction may have to wait for another one's lock or for a free connection: slow is better than failed.
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  })

// One client per process; development reloads modules, so it is kept on globalThis. Made on first use: a build has no
// database.
const kept = globalThis as typeof globalThis & { sorentoDb?: PrismaClient }

/** The database client of this process. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get: (_, property) => {
    const client = (kept.sorentoDb ??= create())
    const value: unknown = Reflect.get(client, property)
    return typeof value === 'function' ? value.bind(client) : value
  },
})

/** What a function takes that must run inside its caller's transaction. */
export type Transaction = Prisma.TransactionClient
