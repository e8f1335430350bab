// npm run typecheck: TypeScript over the whole project, after making the types that it needs.
import { rmSync } from 'node:fs'
import { ensureClient } from './lib/prisma-cli.mjs'
import { runNode } from './lib/processes.mjs'
import { inProject } from './lib/project.mjs'

process.env.NEXT_TELEMETRY_DISABLED = '1'
await ensureClient()
// The route types of the last `npm run dev`: they may be of other routes than there are now, and contradict the new ones.
rmSync(inProject('.next/dev/types'), { recursive: true, force: true })
const typegen = await runNode([inProject('node_modules/next/dist/bin/next'), 'typegen'], { onLine: () => {} })
if (typegen.code !== 0) console.error(typegen.said)
const types = await runNode([inProject('node_modules/typescript/bin/tsc'), '--noEmit'])
process.exit(typegen.code || types.code)
