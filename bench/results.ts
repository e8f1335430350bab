// Reads the result of the experiment "bench" of a database, as of the moment that is given: called by bench/results.mjs.
import { db } from '@/lib/core/db'
import { readResult } from '@/lib/measure/result'

process.env.AUTH_SECRET ||= 'not used by this command'
process.env.COOKIE_SECRET ||= 'not used by this command'

const asOf = new Date(process.argv[2] ?? '')
const began = performance.now()
const report = await readResult('bench', asOf)
const seconds = (performance.now() - began) / 1_000
if (!report) throw new Error('The database has no experiment "bench".')
const crossed = report.result.arms.reduce((sum, arm) => sum + arm.crossed, 0)
if (crossed > 0) throw new Error(`${crossed} customers were shown another arm than theirs.`)
const before = performance.now()
await readResult('bench', asOf)
const againMs = performance.now() - before
await db.$disconnect()
const exposures = report.result.arms.reduce((sum, { mature }) => sum + mature, 0)
console.log(JSON.stringify({ exposures, seconds, againMs }))
