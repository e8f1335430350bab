import type { Client } from 'pg'

/** Rows per statement: large enough that round trips don't count, small enough that no parameter grows past a few MB. */
const BATCH = 5_000

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/**
 * Inserts rows by `unnest`: one array parameter per column. Properties in camel case are columns in snake case;
 * `columns` gives each one's PostgreSQL type and is trusted, as is the table's name.
 */
export async function insertRows<Row extends object>(
  client: Client,
  table: string,
  columns: Readonly<Record<keyof Row, string>>,
  rows: readonly Row[],
): Promise<void> {
  const entries = Object.entries(columns) as [keyof Row & string, string][]
  const names = entries.map(([name]) => `"${snake(name)}"`).join(', ')
  // Arrays of JSON and of moments travel as text: the driver would otherwise have to guess at nested arrays and zones.
  const casts = entries.map(([name, type]) => `"${snake(name)}"::${type}`).join(', ')
  const arrays = entries.map(([, type], i) => `$${i + 1}::${textual(type) ? 'text' : type}[]`).join(', ')
  const text = `insert into "${table}" (${names}) select ${casts} from unnest(${arrays}) as given (${names})`
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH)
    const values = entries.map(([name, type]) => batch.map((row) => encode(row[name], type)))
    await client.query({ name: `seed-${table}`, text, values })
  }
}

const textual = (type: string) => type === 'jsonb' || type === 'timestamptz'

function encode(value: unknown, type: string): unknown {
  if (value === null) return null
  if (type === 'jsonb') return JSON.stringify(value)
  return value instanceof Date ? value.toISOString() : value
}
