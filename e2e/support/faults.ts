import type { BrowserContext } from '@playwright/test'

/** What a browser complained of while a test ran. Anything that the test did not expect fails it. */
export type Faults = {
  /** Said so far and not expected, each as one line. */
  readonly told: readonly string[]
  /** From now on, what matches is part of the test. */
  expect(pattern: RegExp): void
  /** Listens to every page of a browser. */
  watch(context: BrowserContext): void
}

/** Console errors, uncaught errors of a page, answers of 5xx. */
export function createFaults(): Faults {
  const told: string[] = []
  const expected: RegExp[] = []
  const tell = (fault: string) => {
    if (!expected.some((pattern) => pattern.test(fault))) told.push(fault)
  }
  return {
    told,
    expect: (pattern) => void expected.push(pattern),
    watch(context) {
      context.on('console', (message) => {
        if (message.type() === 'error') tell(`console: ${message.text()} (${message.location().url})`)
      })
      context.on('weberror', (fault) => tell(`page: ${fault.error().stack ?? fault.error().message}`))
      context.on('response', (response) => {
        if (response.status() >= 500)
          tell(`answer: ${response.status()} ${response.request().method()} ${response.url()}`)
      })
    },
  }
}

/** A page that was asked for and is not there: Chromium says so on the console. */
export const NOT_FOUND = /status of 404/
