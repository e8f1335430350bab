import { Notice } from '@/components/notice'
import type { Say } from '@/lib/experience/say'

/** Instead of who gets a campaign, before the first batch over all customers: it cannot be sent, and where to change that. */
export function NoRun({ say: { t } }: { say: Say }) {
  return (
    <Notice kind="info" title={t('outbox.preview.noRun')} text={t('outbox.preview.noRunText')}>
      <a className="link alone caption" href="/studio/value">
        {t('outbox.preview.noRunLink')}
      </a>
    </Notice>
  )
}
