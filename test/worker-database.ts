import { afterAll, inject } from 'vitest'
import { cloneDatabase } from '../scripts/lib/database.mjs'
import { TEMPLATE } from './names'

// Before each test file: a database of its own, copied from the migrated template.
process.env.DATABASE_URL = await cloneDatabase(
  inject('databaseServer'),
  TEMPLATE,
  `worker_${process.env.VITEST_POOL_ID}`,
)
process.env.AUTH_SECRET ??= 'auth secret of the tests'
process.env.COOKIE_SECRET ??= 'cookie secret of the tests'

afterAll(async () => {
  await (globalThis as { sorentoDb?: { $disconnect(): Promise<void> } }).sorentoDb?.$disconnect()
})
