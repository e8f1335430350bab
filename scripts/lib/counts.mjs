// @ts-check
import { existsSync, readFileSync } from 'node:fs'

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} skips the names of those that were skipped, with their reasons where they give one
 */

/** @returns {Counts} */
export const none = () => ({ passed: 0, failed: 0, skipped: 0, skips: [] })

/** @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  return all.reduce((total, one) => {
    return {
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
      skips: [...total.skips, ...one.skips],
    }
  }, none())
}

/** The line that ends a run: "812 passed, 0 failed", and how many were skipped if any. @param {Counts} counts */
export function verdict({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
}

/**
 * Reads what a test runner wrote in its JSON report. A run that failed without a failed test (a server that did not
 * start, a file that could not be read, an error nobody caught) counts as one failure.
 *
 * @param {string} file
 * @param {number} code the runner's exit code
 * @param {'vitest' | 'playwright'} runner
 * @returns {Counts}
 */
export function readCounts(file, code, runner) {
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  const counts = report ? (runner === 'vitest' ? ofVitest(report) : ofPlaywright(report)) : none()
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  return counts
}

/** @param {any} report @returns {Counts} */
function ofVitest(report) {
  const counts = none()
  for (const file of report.testResults) {
    // A file that could not even be loaded has no tests to count.
    if (file.status === 'failed' && file.assertionResults.length === 0) counts.failed += 1
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') counts.passed += 1
      else if (status === 'failed') counts.failed += 1
      else counts.skips.push(fullName.trim())
    }
  }
  counts.skipped = counts.skips.length
  return counts
}

/** @param {any} report @returns {Counts} */
function ofPlaywright(report) {
  const counts = none()
  // A test that passed only when it was repeated did not pass.
  const outcomes = { expected: 'passed', unexpected: 'failed', flaky: 'failed' }
  const walk = (/** @type {any} */ suite) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        const outcome = /** @type {'passed' | 'failed' | undefined} */ (
          outcomes[/** @type {keyof typeof outcomes} */ (test.status)]
        )
        if (outcome) counts[outcome] += 1
        else {
          const why = test.annotations?.find((/** @type {any} */ note) => note.description)?.description
          counts.skips.push(`${spec.title}${why ? ` (${why})` : ''}`)
        }
      }
    }
    for (const inner of suite.suites ?? []) walk(inner)
  }
  for (const suite of report.suites ?? []) walk(suite)
  counts.skipped = counts.skips.length
  return counts
}
