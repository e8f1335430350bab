import { Notice } from '@/components/notice'
import { Table } from '@/components/table'
import type { Say } from '@/lib/experience/say'
import type { Campaign } from '@/lib/messages/campaigns/queries'
import { readStood, readUnwritten } from '@/lib/studio/campaigns/counts'
import { statusWords } from '@/lib/studio/outbox/words'

/** What was sent: its words, and how its messages stand. */
export async function Stood({ campaign, say }: { campaign: Campaign; say: Say }) {
  const { t, number } = say
  const { words, control } = campaign.definition
  const [stood, unwritten] = await Promise.all([readStood(campaign.id), readUnwritten(campaign)])
  return (
    <div className="grid gap-12 pb-28">
      {!campaign.finishedAt && (
        <Notice kind="info" title={t('outbox.campaign.unfinished')} text={t('outbox.campaign.unfinishedText')} />
      )}
      <section className="part max-w-[760px]" aria-labelledby="stood">
        <h2 id="stood" className="display d28">
          {t('outbox.campaign.became')}
        </h2>
        {stood.length === 0 ? (
          campaign.finishedAt && <p className="text-muted">{t('outbox.campaign.nobody')}</p>
        ) : (
          <Table
            label={t('outbox.campaign.became')}
            columns={[{ label: t('outbox.statusHead') }, { label: t('outbox.preview.count'), right: true }]}
            rows={stood.map((each) => ({
              key: `${each.status} ${each.reason ?? ''}`,
              cells: [statusWords(each, say), number(each.count)],
            }))}
          />
        )}
        {unwritten > 0 && (
          <p className="caption text-muted">
            {t('outbox.campaign.enough', { count: unwritten, number: number(unwritten) })}
          </p>
        )}
        <p className="flex flex-wrap gap-6">
          <a className="link alone caption" href="/studio/outbox?cause=campaign">
            {t('outbox.campaign.inOutbox')}
          </a>
          {control > 0 && (
            <a className="link alone caption" href={`/studio/results/campaign-${campaign.id}`}>
              {t('outbox.campaign.result')}
            </a>
          )}
        </p>
      </section>
      {[words.en, words.pl].map(
        (said, i) =>
          said && (
            <section key={i} className="part max-w-[760px]" lang={i === 1 ? 'pl' : undefined}>
              <h2 className="display d28">{said.headline}</h2>
              <p className="caption text-muted">{said.subject}</p>
              {said.text.split(/\n\s*\n/).map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
            </section>
          ),
      )}
    </div>
  )
}
