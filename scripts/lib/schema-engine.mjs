#!/usr/bin/env node
// A drop-in for Prisma's native schema engine: the same arguments and the same JSON-RPC over stdio, but on top of
// @prisma/schema-engine-wasm and @prisma/adapter-pg from npm, so that nothing has to be downloaded from elsewhere.
// The Prisma CLI starts it when PRISMA_SCHEMA_ENGINE_BINARY names this file; scripts/lib/prisma-cli.mjs sees to that.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { parse } from 'pg-connection-string'

const require = createRequire(import.meta.url)

// Where the engine leaves its last words before it aborts.
let lastWords
globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => (lastWords = message) }

const options = readArguments(process.argv.slice(2))
if (options.version) {
  const { version } = require('@prisma/engines-version/package.json')
  console.log(`schema-engine-wasm ${version.split('.').pop()}`)
} else if (options.command) {
  await runCommand(options.command, options.url)
} else {
  serve()
}

function readArguments(argv) {
  const found = { datamodels: [], version: false, command: undefined, url: undefined, shadowUrl: undefined }
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i]
    if (argument === '--version' || argument === '-V') found.version = true
    else if (argument === '--datamodels') found.datamodels.push(argv[++i])
    else if (argument === 'cli') found.command = argv[++i]
    else if (argument === '--enabled-preview-features' || argument === '--extension-types') i++
    else if (argument === '--datasource') {
      const datasource = JSON.parse(argv[++i])
      found.url = datasource.url
      found.shadowUrl = datasource.shadowDatabaseUrl
    }
  }
  return found
}

/** `schema-engine --datasource {...} cli can-connect-to-database | create-database`: tells by exit code and a log line. */
async function runCommand(command, url) {
  const log = (fields) => {
    const line = { timestamp: new Date().toISOString(), level: 'ERROR', fields, target: 'schema_engine::logger' }
    process.stderr.write(JSON.stringify(line) + '\n')
  }
  process.stderr.write('{}\n')
  try {
    if (command === 'create-database') await createDatabase(url)
    else await withClient({ connectionString: url }, async () => {})
  } catch (error) {
    const code = { '3D000': 'P1003', '28P01': 'P1000' }[error.code] ?? 'P1001'
    log({ error_code: code, message: error.message || error.code, is_panic: false })
    process.exit(1)
  }
}

async function createDatabase(url) {
  const target = new URL(url)
  const name = decodeURIComponent(target.pathname.slice(1))
  target.pathname = '/postgres'
  await withClient({ connectionString: target.href }, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${quoted(name)}`)
  })
}

const quoted = (name) => `"${name.replaceAll('"', '""')}"`

async function withClient(config, work) {
  const client = new pg.Client(config)
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

// ------------------------------------------------------------------------------------------------- database adapters

const schemaOf = (url) => {
  try {
    return new URL(url).searchParams.get('schema') ?? undefined
  } catch {
    return undefined
  }
}

// Never give PrismaPg a connectionString here: its connectToShadowDb() does {...config, database: shadow}, and in
// node-postgres the connectionString wins over `database`, so the "shadow" database would be the real one.
function configOf(url) {
  const config = parse(url)
  for (const key of Object.keys(config)) if (config[key] === null || config[key] === undefined) delete config[key]
  delete config.schema
  return config
}

async function connect(config, url) {
  const connection = await new PrismaPg(config, { schema: schemaOf(url) }).connect()
  readCharacters(connection)
  // adapter-pg splits a script at every semicolon, which breaks a function's body. PostgreSQL splits it itself.
  connection.executeScript = async (script) => {
    await connection.underlyingDriver().query(script)
  }
  return connection
}

const CHAR = 18
const TEXT = 25

/**
 * PostgreSQL's catalogue has columns of its internal type "char" (oid 18). adapter-pg does not know it and refuses;
 * the engine wants to be told that it is a character. On the wire it is text.
 */
function readCharacters(connection) {
  const charactersOf = new WeakMap()
  const performIO = connection.performIO.bind(connection)
  connection.performIO = async (query) => {
    const result = await performIO(query)
    const characters = result.fields.filter((field) => field.dataTypeID === CHAR)
    charactersOf.set(
      query,
      characters.map((field) => result.fields.indexOf(field)),
    )
    for (const field of characters) field.dataTypeID = TEXT
    return result
  }
  const queryRaw = connection.queryRaw.bind(connection)
  connection.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const index of charactersOf.get(query)) result.columnTypes[index] = ColumnTypeEnum.Character
    return result
  }
}

/** Where Prisma tries migrations out: a database of its own, dropped when its connection is disposed of. */
async function connectToShadow(url) {
  const database = `prisma_migrate_shadow_db_${randomUUID()}`
  await withClient(configOf(url), (client) => client.query(`CREATE DATABASE ${quoted(database)}`))
  const connection = await connect({ ...configOf(url), database }, url)
  const dispose = connection.dispose.bind(connection)
  // adapter-pg drops the database before it closes its own pool to it, which always fails.
  connection.dispose = async () => {
    await dispose()
    await withClient(configOf(url), (client) =>
      client.query(`DROP DATABASE IF EXISTS ${quoted(database)} WITH (FORCE)`),
    )
  }
  return connection
}

function adapterFactory({ url, shadowUrl }) {
  if (!url) throw new Error('no datasource url')
  const factory = new PrismaPg(configOf(url), { schema: schemaOf(url) })
  factory.connect = () => connect(configOf(url), url)
  factory.connectToShadowDb = () => (shadowUrl ? connect(configOf(shadowUrl), shadowUrl) : connectToShadow(url))
  return bindMigrationAwareSqlAdapterFactory(factory)
}

// ------------------------------------------------------------------------------------------------ JSON-RPC over stdio

async function createEngine() {
  const bytes = readFileSync(require.resolve('@prisma/schema-engine-wasm').replace(/\.js$/, '_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const datamodels = options.datamodels.map((file) => [file, readFileSync(file, 'utf8')])
  const log = (message) => {
    if (process.env.DEBUG?.includes('schema-engine')) process.stderr.write(message + '\n')
  }
  return glue.SchemaEngine.new({ datamodels: datamodels.length ? datamodels : undefined }, log, adapterFactory(options))
}

function serve() {
  const send = (message) => process.stdout.write(JSON.stringify(message) + '\n')
  /** Our own requests that the CLI has yet to answer: it prints for us, so that its output stays in order. */
  const prints = new Map()
  let engine
  let lastPrint = 100_000

  const print = (content) =>
    new Promise((resolve) => {
      const id = ++lastPrint
      prints.set(id, resolve)
      send({ jsonrpc: '2.0', id, method: 'print', params: { content } })
    })

  const call = async (method, params) => {
    if (method === 'createDatabase') {
      await createDatabase(options.url)
      return { databaseName: new URL(options.url).pathname.slice(1) }
    }
    const name = method === 'getDatabaseVersion' ? 'version' : method
    const result = (await (await (engine ??= createEngine()))[name](params ?? undefined)) ?? {}
    if (method === 'diff' && typeof result.stdout === 'string') {
      await print(result.stdout)
      result.stdout = null
    }
    return result
  }

  const fail = (id, error) => {
    const message = lastWords ?? error?.message ?? String(error)
    const data = {
      is_panic: lastWords !== undefined,
      message,
      meta: error?.meta ?? null,
      error_code: error?.code ?? null,
    }
    send({ jsonrpc: '2.0', id, error: { code: 4466, message, data } })
  }
  /** What the CLI waits for. An engine that aborts rejects no promise, and a CLI left without an answer says nothing. */
  const pending = new Set()
  process.on('uncaughtException', (error) => {
    for (const id of pending) fail(id, error)
    pending.clear()
  })

  createInterface({ input: process.stdin })
    .on('line', async (line) => {
      const { id, method, params } = JSON.parse(line)
      if (!method) return prints.get(id)?.()
      pending.add(id)
      try {
        const result = await call(method, params)
        send({ jsonrpc: '2.0', id, result })
      } catch (error) {
        fail(id, error)
      }
      pending.delete(id)
    })
    .on('close', () => process.exit(0))
}
