import { expect, type APIResponse } from '@playwright/test'

/** Far more than any field is made for. */
export const LONG = 'x'.repeat(3_000)
/** Runs where it is taken for markup, and is only read where it is taken for text. */
export const SCRIPT = '<script>window.hacked = true</script><img src=x onerror="window.hacked = true">'

const INSIDES = /\bat [\w.<>]+ \((?:file|node|webpack|\/)|PrismaClient|postgresql|ECONN|node_modules/

/** Checks that an answer is neither a fault of ours nor shows the inside of the house. Answers with its body. */
export async function expectCalm(answer: APIResponse, what: string): Promise<string> {
  const body = await answer.text()
  expect(answer.status(), `${what}: ${body.slice(0, 300)}`).toBeLessThan(500)
  expect(body, what).not.toMatch(INSIDES)
  return body
}
