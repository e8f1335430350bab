import type { Metadata } from 'next'
import { ButtonLink } from '@/components/button'
import { Notice } from '@/components/notice'
import { HeadingRow, PageHead } from '@/components/page-head'
import { Table } from '@/components/table'
import { valuesIn } from '@/lib/catalog/listing'
import { translator } from '@/lib/core/messages'
import { readCampaigns } from '@/lib/messages/campaigns/queries'
import { audienceWords } from '@/lib/studio/campaigns/words'
import { readShop } from '@/lib/studio/shop'
import { openStudio } from '../door'

/** How many are listed, the newest ones. */
const LISTED = 100

export async function generateMetadata(): Promise<Metadata> {
  const { request } = await openStudio()
  return { title: translator(request.market.locale)('outbox.campaigns'), robots: { index: false } }
}

/** Every campaign: drafts and what was sent. */
export default async function CampaignsPage({ searchParams }: PageProps<'/studio/campaigns'>) {
  const [{ request }, params] = await Promise.all([openStudio(), searchParams])
  const [{ programme, say }, campaigns] = await Promise.all([
    readShop(request.now, request.market.locale),
    readCampaigns(LISTED),
  ])
  const { t } = say
  return (
    <>
      <PageHead title={t('outbox.campaigns')} line={t('outbox.campaign.line')} />
      {valuesIn(params, 'said')[0] === 'dropped' && (
        <div className="pb-8">
          <Notice kind="success" title={t('outbox.campaign.said.dropped')} />
        </div>
      )}
      <section className="grid gap-6 pb-28">
        <HeadingRow title={t('outbox.campaign.all')}>
          <ButtonLink small href="/studio/campaigns/new">
            {t('outbox.campaign.new')}
          </ButtonLink>
        </HeadingRow>
        {campaigns.length === 0 ? (
          <p className="text-muted">{t('outbox.campaign.none')}</p>
        ) : (
          <Table
            label={t('outbox.campaign.all')}
            columns={[
              { label: t('outbox.campaign.name') },
              { label: t('outbox.campaign.audience'), desk: true },
              { label: t('outbox.entry.kind'), desk: true },
              { label: t('outbox.statusHead'), right: true },
            ]}
            rows={campaigns.map(({ id, name, definition, sentAt }) => ({
              key: id,
              cells: [
                <a key="name" className="link" href={`/studio/campaigns/${id}`}>
                  {name}
                </a>,
                audienceWords(definition.audience, programme, say),
                t(`outbox.kind.${definition.kind}`),
                sentAt ? t('outbox.campaign.sentAt', { at: say.stamp(sentAt) }) : t('outbox.campaign.draft'),
              ],
            }))}
          />
        )}
      </section>
    </>
  )
}
