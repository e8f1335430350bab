import { MINOR_PER_UNIT, type Minor } from '@/lib/core/money'
import { fail, ok, type Result } from '@/lib/core/result'

/** 9,999,999,999.99: more than anybody buys, and far from where whole numbers end to be exact. */
export const MOST: Minor = 999_999_999_999

/**
 * The minor units of a decimal such as "1234.5", "1234.50" or "0", exactly: digits are read as digits, never as a binary
 * fraction. At most two decimals, at most `MOST`, no sign, no separators. Any other text fails with what to write.
 */
export function parseAmount(text: string): Result<Minor, string> {
  const parts = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text)
  if (!parts) return fail(faultOf(text))
  const [, units = '', decimals = ''] = parts
  const whole = units.replace(/^0+(?=\d)/, '')
  if (whole.length > 10) return fail('is more than 9999999999.99')
  return ok(Number(whole) * MINOR_PER_UNIT + Number(decimals.padEnd(2, '0')))
}

function faultOf(text: string): string {
  if (text === '') return 'is missing'
  if (/^-[\d.]/.test(text)) return 'is negative: what comes back is a row of kind "return" with its amount above 0'
  if (/^\d+\.\d{3,}$/.test(text)) return 'has more than two decimals'
  return 'is not a decimal such as 1234.50 (a point, no signs, no separators)'
}
