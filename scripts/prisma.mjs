// npm run db -- <arguments>: Prisma's command line, with an engine that needs no download and with a database: the one
// DATABASE_URL names, else the embedded one in .data/, started for the purpose unless it runs already.
//   npm run db -- migrate dev --name what_changed     npm run db -- migrate status     npm run db -- studio
import { openDatabase } from './lib/database.mjs'
import { prisma } from './lib/prisma-cli.mjs'

const args = process.argv.slice(2)
const needsDatabase = !['generate', 'format', 'validate', 'version', '--version', '--help'].includes(
  args[0] ?? '--help',
)

// Ctrl-C is for the command; afterwards we still have a server to stop.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})

const database = needsDatabase ? await openDatabase() : undefined
try {
  process.exitCode = await prisma(args, database?.url)
} finally {
  await database?.stop()
}
