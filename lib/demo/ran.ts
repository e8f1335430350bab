import type { Say } from '@/lib/experience/say'
import { CAUSES } from '@/lib/messages/schema'

type Params = Readonly<Record<string, string | string[] | undefined>>

/** A notice's words. */
export type RanWords = { kind: 'info' | 'error' | 'success'; title: string; text?: string }

/** What a run did, from the address that it led to; null where none was. Words that are no causes are not repeated. */
export function ranWords(params: Params, name: string, { t, list }: Say): RanWords | null {
  const { ran } = params
  if (typeof ran !== 'string') return null
  if (ran === 'failed') return { kind: 'error', title: t('demo.messages.ran.failed', { name }) }
  const causes = (value: unknown): string[] =>
    String(value)
      .split('.')
      .flatMap((word) => CAUSES.filter((cause) => cause === word))
      .map((cause) => t(`outbox.cause.${cause}`))
  const [written, against] = [causes(ran), causes(params.against)]
  const told = against.length > 0 ? { text: t('demo.messages.ran.against', { causes: list(against) }) } : {}
  if (written.length > 0) {
    const values = { name, count: written.length, causes: list(written) }
    return { kind: 'success', title: t('demo.messages.ran', values), ...told }
  }
  if (against.length > 0) return { kind: 'info', title: t('demo.messages.ran.none', { name }), ...told }
  return { kind: 'info', title: t('demo.messages.ran.nothing', { name }), text: t('demo.messages.ran.do') }
}
