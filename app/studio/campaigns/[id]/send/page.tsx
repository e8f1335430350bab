import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { Crumbs } from '@/components/crumbs'
import { FactList } from '@/components/fact-list'
import { Notice } from '@/components/notice'
import { PageHead } from '@/components/page-head'
import { valuesIn } from '@/lib/catalog/listing'
import { translator } from '@/lib/core/messages'
import { FATES } from '@/lib/messages/campaigns/plan'
import { previewCampaign } from '@/lib/messages/campaigns/preview'
import { fingerprintOf, readCampaign } from '@/lib/messages/campaigns/queries'
import { readPlanned } from '@/lib/messages/campaigns/write'
import { sendCampaignAction } from '@/lib/studio/campaigns/actions'
import { audienceWords } from '@/lib/studio/campaigns/words'
import { readShop } from '@/lib/studio/shop'
import { openStudio } from '../../../door'
import { NoRun } from '../../_views/no-run'
import { SendButton } from '../../_views/send-button'

type Props = PageProps<'/studio/campaigns/[id]/send'>

export async function generateMetadata(): Promise<Metadata> {
  const { request } = await openStudio()
  return { title: translator(request.market.locale)('outbox.send.title'), robots: { index: false } }
}

/** Asks once more, with what will happen: sending cannot be taken back. */
export default async function SendPage({ params, searchParams }: Props) {
  const [{ request }, { id }, query] = await Promise.all([openStudio(), params, searchParams])
  const campaign = z.uuid().safeParse(id).success ? await readCampaign(id) : null
  if (!campaign) notFound()
  if (campaign.status === 'sent') redirect(`/studio/campaigns/${id}`)
  const { programme, say } = await readShop(request.now, request.market.locale)
  const { t, number } = say
  const planned = await readPlanned(campaign, request.now)
  const preview = await previewCampaign(planned, request.now, { of: 'gets', after: null })
  const said = (['changed', 'moved'] as const).find((each) => each === valuesIn(query, 'said')[0])
  const { words, audience } = campaign.definition
  return (
    <>
      <div className="pt-6">
        <Crumbs
          label={t('customers.person.trail')}
          links={[
            { href: '/studio/campaigns', label: t('outbox.campaigns') },
            { href: `/studio/campaigns/${id}`, label: campaign.name },
          ]}
        />
      </div>
      <PageHead title={t('outbox.send.title')} line={campaign.name} />
      {(said || request.movedClock) && (
        <div className="pb-8">
          <Notice kind="error" title={t(said === 'changed' ? 'outbox.campaign.said.changed' : 'outbox.send.moved')} />
        </div>
      )}
      <section className="grid max-w-[760px] gap-6 pb-28">
        <p>{t('outbox.campaign.for', { audience: audienceWords(audience, programme, say) })}</p>
        <p className="display d28">{words.en.subject}</p>
        {preview ? (
          <>
            <p>{t('outbox.send.count', { count: preview.counts.gets, number: number(preview.counts.gets) })}</p>
            <FactList
              closed
              items={FATES.filter((fate) => preview.counts[fate] > 0)
                .toReversed()
                .map((fate) => ({ text: t(`outbox.fate.${fate}`), figure: number(preview.counts[fate]) }))}
            />
          </>
        ) : (
          <NoRun say={say} />
        )}
        <p className="caption text-muted">{t('outbox.send.note')}</p>
        {preview && !request.movedClock && (
          <form action={sendCampaignAction}>
            <input type="hidden" name="campaign" value={id} />
            <input type="hidden" name="seen" value={fingerprintOf(campaign)} />
            <SendButton label={t('outbox.send.submit')} pending={t('outbox.send.pending')} />
          </form>
        )}
        <p>
          <a className="link alone" href={`/studio/campaigns/${id}`}>
            {t('outbox.send.back')}
          </a>
        </p>
      </section>
    </>
  )
}
