import type { TestProject } from 'vitest/node'
import { ensureDatabase, withDatabase } from '../scripts/lib/database.mjs'
import { migrate } from '../scripts/lib/migrate.mjs'
import { ensureClient } from '../scripts/lib/prisma-cli.mjs'
import { startThrowaway } from '../scripts/lib/throwaway-pg.mjs'
import { TEMPLATE } from './names'

declare module 'vitest' {
  export interface ProvidedContext {
    /** An address on the test server, of its database "postgres". */
    databaseServer: string
  }
}

/** Once per run, and only when a database test runs: a server with a migrated template. */
export default async function setup(project: TestProject) {
  await ensureClient()
  const server = await startThrowaway()
  const template = withDatabase(server.url, TEMPLATE)
  await ensureDatabase(template)
  await migrate(template)
  project.provide('databaseServer', server.url)
  return server.stop
}
