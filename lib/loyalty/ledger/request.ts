import { fail, ok, type Result } from '@/lib/core/result'

export const MOST_ROWS = 1_000
/** Bytes: a thousand rows with the longest names there may be. */
export const MOST_BYTES = 1_000_000

/** Why a request is answered with nothing but what to put right. */
export type BodyFault = { status: 400 | 413; message: string }

const EXPECTED = '{"purchases":[{"id":…,"customer":…,"time":…,"kind":…,"amount":…,"currency":…,"channel":…}, …]}'
const malformed = (message: string) => fail<BodyFault>({ status: 400, message: `${message} Expected: ${EXPECTED}` })

/** The rows that a body asks to be written; what they hold is looked at row by row. */
export function readPurchases(body: Buffer | null): Result<readonly object[], BodyFault> {
  if (!body)
    return fail({ status: 413, message: `The body is larger than ${MOST_BYTES} bytes. Send fewer rows at a time.` })
  let content: unknown
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (error) {
    return malformed(error instanceof SyntaxError ? 'The body is not JSON.' : 'The body is not UTF-8.')
  }
  const rows = typeof content === 'object' && content !== null && 'purchases' in content ? content.purchases : undefined
  if (!Array.isArray(rows)) return malformed('The body has no list "purchases".')
  const odd = rows.findIndex((row) => typeof row !== 'object' || row === null || Array.isArray(row))
  if (odd >= 0) return malformed(`purchases[${odd}] is not an object.`)
  if (rows.length > MOST_ROWS) {
    return fail({
      status: 413,
      message: `${rows.length} rows are more than ${MOST_ROWS}. Send them in several requests.`,
    })
  }
  return ok(rows as object[])
}
