import { Table } from '@/components/table'
import type { Say } from '@/lib/experience/say'
import { FATES, type Fate } from '@/lib/messages/campaigns/plan'
import type { Preview } from '@/lib/messages/campaigns/preview'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { sampleAddress } from '@/lib/studio/campaigns/words'
import { tierWords } from '@/lib/studio/customers/list-words'

type AudienceProps = { id: string; preview: Preview; of: Fate; turned: boolean; programme: LoyaltyProgram; say: Say }

/** Who gets it, first; then who does not, and why: how many, and some of them by name. */
export function AudiencePreview({ id, preview, of, turned, programme, say }: AudienceProps) {
  const { t, number } = say
  const last = preview.people.at(-1)
  return (
    <section className="part" aria-labelledby="gets">
      <h2 id="gets" className="display d28">
        {t('outbox.preview.title')}
      </h2>
      <p className="caption text-muted">
        {t('outbox.preview.asOf', { at: say.stamp(preview.run.asOf), number: number(preview.run.customers) })}
      </p>
      <Table
        label={t('outbox.preview.title')}
        columns={[{ label: t('outbox.preview.who') }, { label: t('outbox.preview.count'), right: true, whole: true }]}
        rows={[...FATES].reverse().map((fate) => ({
          key: fate,
          cells: [
            <a
              key="who"
              className="link"
              href={sampleAddress(id, fate)}
              aria-current={fate === of ? 'true' : undefined}
            >
              {t(`outbox.fate.${fate}`)}
            </a>,
            number(preview.counts[fate]),
          ],
        }))}
      />
      <h3 id="people" className="pt-4 font-medium">
        {t('outbox.preview.people', { who: t(`outbox.fate.${of}`) })}
      </h3>
      {preview.people.length === 0 ? (
        <p className="text-muted">{t(turned ? 'outbox.preview.noMore' : 'outbox.preview.nobody')}</p>
      ) : (
        <Table
          label={t('outbox.preview.people', { who: t(`outbox.fate.${of}`) })}
          columns={[
            { label: t('customers.name') },
            { label: t('customers.segment') },
            { label: t('customers.tier'), right: true },
          ]}
          rows={preview.people.map(({ customerId, name, segment, tier }) => ({
            key: customerId,
            cells: [
              <a key="name" className="link" href={`/studio/customers/${customerId}`}>
                {name}
              </a>,
              t(`customers.segment.${segment}`),
              tierWords(tier, programme, say),
            ],
          }))}
        />
      )}
      {(turned || preview.more) && (
        <nav className="flex gap-6" aria-label={t('outbox.preview.pages')}>
          {turned && (
            <a className="link alone caption" href={sampleAddress(id, of)}>
              {t('outbox.preview.first')}
            </a>
          )}
          {preview.more && last && (
            <a className="link alone caption" href={sampleAddress(id, of, last.customerId)}>
              {t('outbox.preview.next')}
            </a>
          )}
        </nav>
      )}
    </section>
  )
}
