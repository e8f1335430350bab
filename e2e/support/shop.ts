import pg from 'pg'

/** The served shop that a test talks to, its database, and the secrets that scripts/lib/e2e.mjs gave both of us. */
export type Shop = {
  url: string
  database: Database
  cookieSecret: string
  authSecret: string
  personaPassword: string
}

export type Database = {
  /** Rows of a query. */
  rows<R extends object>(text: string, values?: readonly unknown[]): Promise<R[]>
  /** The only row of a query; throws where there is none. */
  row<R extends object>(text: string, values?: readonly unknown[]): Promise<R>
  /** Several statements that happen together or not at all. */
  together<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const variable = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set. Run the browser tests by "npm run test:e2e".`)
  return value
}

/** The shop of a Playwright project: "alone" has one to itself, every other project shares one. */
export function shopOf(project: string): Shop {
  const [port, database] =
    project === 'alone' ? ['E2E_ALONE_PORT', 'E2E_ALONE_DATABASE_URL'] : ['E2E_PORT', 'E2E_DATABASE_URL']
  return {
    url: `http://localhost:${variable(port)}`,
    database: openDatabase(variable(database)),
    cookieSecret: variable('COOKIE_SECRET'),
    authSecret: variable('AUTH_SECRET'),
    personaPassword: variable('DEMO_PASSWORD'),
  }
}

function openDatabase(connectionString: string): Database {
  const pool = new pg.Pool({ connectionString, max: 3 })
  const rows = async <R extends object>(text: string, values: readonly unknown[] = []): Promise<R[]> =>
    (await pool.query<R>(text, [...values])).rows
  return {
    rows,
    async row<R extends object>(text: string, values: readonly unknown[] = []) {
      const [first] = await rows<R>(text, values)
      if (!first) throw new Error(`no row: ${text}`)
      return first
    },
    async together(work) {
      const client = await pool.connect()
      try {
        await client.query('begin')
        const result = await work(client)
        await client.query('commit')
        return result
      } catch (error) {
        await client.query('rollback')
        throw error
      } finally {
        client.release()
      }
    },
    close: () => pool.end(),
  }
}

/** Domain time of a browser whose clock was not moved, as lib/core/clock tells it. */
export async function shopNow({ database }: Shop): Promise<Date> {
  const settings = await database.rows<{ key: string; value: string }>('select key, value from setting')
  const at = (key: string) => Date.parse(settings.find((setting) => setting.key === key)?.value ?? '')
  return new Date(at('seedNow') + Date.now() - at('resetAt'))
}
