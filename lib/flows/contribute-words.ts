import type { MessageKey } from '@/lib/core/messages'
import { localPath } from './local-path'

const PROBLEMS = {
  unknown: 'contribute.unknown',
  often: 'contribute.often',
  failed: 'checkout.failed',
} as const satisfies Readonly<Record<string, MessageKey>>

/** Why what a shopper said does not hold, as an address carries it back to the page. */
export type SayingProblem = keyof typeof PROBLEMS

/** What a page says of the problem in its address; null for none and for an invented one. */
export const sayingProblem = (problem: string | undefined): MessageKey | null =>
  problem !== undefined && Object.hasOwn(PROBLEMS, problem) ? PROBLEMS[problem as SayingProblem] : null

/**
 * The address of the page on which something was said, with what went wrong, and the element at which to go on: without
 * a script a page would else begin at its top.
 */
export function backTo(url: string, { problem, at }: { problem?: SayingProblem; at: unknown }): string {
  const [path = '/', query = ''] = localPath(url, '/').split('?')
  const params = new URLSearchParams(query)
  params.delete('problem')
  if (problem) params.set('problem', problem)
  const text = params.toString()
  const hash = typeof at === 'string' && /^[a-z0-9-]{1,80}$/.test(at) && !problem ? `#${at}` : ''
  return `${path}${text === '' ? '' : `?${text}`}${hash}`
}
