// npm test: everything that has to hold, in the order in which it is cheapest to learn that it does not. It goes on
// after a failure, so that one run tells all, and ends with one line: "N passed, N failed".
// Until the dependencies are there, only Node's own modules may be imported.
import { none, readCounts, sum, verdict } from './lib/counts.mjs'
import { installDependencies, requireNode } from './lib/dependencies.mjs'
import { duration } from './lib/steps.mjs'
import { stopAll, stopOnSignals } from './lib/stopping.mjs'

requireNode()
stopOnSignals(1)
process.env.NEXT_TELEMETRY_DISABLED = '1'
// The tests bring databases of their own; none of them may ever touch a real one.
delete process.env.DATABASE_URL

const start = performance.now()
const results = []

/** One part of the run. What it throws is its failure, told in full. */
async function part(name, work) {
  const begin = performance.now()
  console.log(`\n── ${name} ${'─'.repeat(Math.max(3, 72 - name.length))}`)
  const counts = await work().catch((error) => {
    console.error(error instanceof Error ? error.message : error)
    return { ...none(), failed: 1 }
  })
  for (const skip of counts.skips) console.log(`  skipped: ${skip}`)
  const told = counts.passed + counts.failed + counts.skipped ? verdict(counts) : 'done'
  console.log(`  ${counts.failed ? '✗' : '✓'} ${name}: ${told} in ${duration(performance.now() - begin)}`)
  results.push(counts)
  return counts.failed === 0
}

const passed = { ...none(), passed: 1 }

if (await part('dependencies', () => installDependencies((line) => console.log(`  ${line}`)).then(none))) await runAll()
const total = sum(results)
console.log(`\nAll parts took ${duration(performance.now() - start)}.\n\n${verdict(total)}`)
await stopAll(total.failed ? 1 : 0)

async function runAll() {
  const { mkdtempSync, rmSync } = await import('node:fs')
  const { tmpdir } = await import('node:os')
  const path = await import('node:path')
  const { build } = await import('./lib/build.mjs')
  const { runBrowserTests } = await import('./lib/e2e.mjs')
  const { runNode } = await import('./lib/processes.mjs')
  const { inProject } = await import('./lib/project.mjs')

  /** A program that says by its exit code whether all is well; what it says is shown only if not. */
  const check = async (file, ...args) => {
    const { code, said } = await runNode([inProject(file), ...args], { onLine: () => {} })
    if (code !== 0) throw new Error(said)
    return passed
  }

  await part('format', () => check('node_modules/prettier/bin/prettier.cjs', '--check', '.', '--log-level=warn'))
  await part('lint', () => check('node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0'))
  await part('types', () => check('scripts/typecheck.mjs'))
  await part('unit, property and database tests', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sorento-vitest-'))
    const report = path.join(folder, 'report.json')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    try {
      const { code } = await runNode([inProject('node_modules/vitest/vitest.mjs'), 'run', ...reporters])
      return readCounts(report, code, 'vitest')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
  const built = await part('production build', () => build((line) => console.log(`  ${line}`)).then(() => passed))
  await part('browser tests', () => {
    return built ? runBrowserTests([]) : Promise.reject(new Error('Not run: there is no build to run them against.'))
  })
}
