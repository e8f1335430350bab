import { CheckField } from '@/components/form/check'
import type { Shopper } from '@/lib/experience/schema'

/**
 * Where an account is opened: where a yes has to come first, a box for it that nobody ticked; elsewhere a sentence that says
 * what is written and how to end it. Field: `letters`.
 */
export function LettersAsk({ shopper: { say, consent } }: { shopper: Pick<Shopper, 'say' | 'consent'> }) {
  const { t } = say
  if (consent === 'opt-out') return <p className="caption text-muted">{t('letters.told')}</p>
  return <CheckField name="letters" value="yes" label={t('letters.ask')} text={t('letters.ask.text')} />
}
