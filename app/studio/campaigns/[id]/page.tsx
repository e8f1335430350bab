import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { Button, ButtonLink } from '@/components/button'
import { Crumbs } from '@/components/crumbs'
import { Notice } from '@/components/notice'
import { PageHead } from '@/components/page-head'
import { valuesIn } from '@/lib/catalog/listing'
import { fingerprintOf, readCampaign, type Campaign } from '@/lib/messages/campaigns/queries'
import { previewCampaign } from '@/lib/messages/campaigns/preview'
import { readPlanned } from '@/lib/messages/campaigns/write'
import { dropCampaignAction } from '@/lib/studio/campaigns/actions'
import { audienceWords, sampleOf } from '@/lib/studio/campaigns/words'
import { readShop } from '@/lib/studio/shop'
import { openStudio } from '../../door'
import { AudiencePreview } from '../_views/audience'
import { CampaignForm } from '../_views/form'
import { NoRun } from '../_views/no-run'
import { Stood } from '../_views/stood'

type Props = PageProps<'/studio/campaigns/[id]'>

async function openCampaign(id: string): Promise<Campaign> {
  const campaign = z.uuid().safeParse(id).success ? await readCampaign(id) : null
  return campaign ?? notFound()
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await openStudio()
  return { title: (await openCampaign((await params).id)).name, robots: { index: false } }
}

/** What an address may say of what was just done. */
const SAID = ['saved', 'sentNow', 'sent', 'changed'] as const

/** A campaign: as a draft its form and who would get it; once sent, what became of it. */
export default async function CampaignPage({ params, searchParams }: Props) {
  const [{ request }, { id }, query] = await Promise.all([openStudio(), params, searchParams])
  const campaign = await openCampaign(id)
  const shop = await readShop(request.now, request.market.locale)
  const { programme, say } = shop
  const { t, stamp } = say
  const said = SAID.find((each) => each === valuesIn(query, 'said')[0])
  const isDraft = campaign.status === 'draft'
  const sample = sampleOf(query)
  const preview = isDraft ? await previewCampaign(await readPlanned(campaign, request.now), request.now, sample) : null
  return (
    <>
      <div className="pt-6">
        <Crumbs
          label={t('customers.person.trail')}
          links={[{ href: '/studio/campaigns', label: t('outbox.campaigns') }]}
        />
      </div>
      <PageHead
        title={campaign.name}
        line={
          campaign.sentAt ? t('outbox.campaign.sentAt', { at: stamp(campaign.sentAt) }) : t('outbox.campaign.draft')
        }
      />
      {said && (
        <div className="pb-8">
          <Notice kind={said === 'changed' ? 'error' : 'success'} title={t(`outbox.campaign.said.${said}`)} />
        </div>
      )}
      <p className="max-w-[72ch] pb-8">
        {t('outbox.campaign.for', { audience: audienceWords(campaign.definition.audience, programme, say) })}
      </p>
      {isDraft ? (
        <>
          <div className="flex flex-wrap gap-2 pb-12">
            {preview && (
              <ButtonLink small href={`/studio/campaigns/${id}/send`}>
                {t('outbox.campaign.toSend')}
              </ButtonLink>
            )}
            <form action={dropCampaignAction}>
              <input type="hidden" name="campaign" value={id} />
              <input type="hidden" name="seen" value={fingerprintOf(campaign)} />
              <Button small line>
                {t('outbox.campaign.drop')}
              </Button>
            </form>
          </div>
          <div className="studio-cols person-cols pb-28">
            {/* After a change the form begins anew with what is saved. */}
            <CampaignForm key={said === 'saved' ? fingerprintOf(campaign) : 'form'} campaign={campaign} shop={shop} />
            {preview ? (
              <AudiencePreview {...{ id, preview, of: sample.of, turned: sample.after !== null, programme, say }} />
            ) : (
              <NoRun say={say} />
            )}
          </div>
        </>
      ) : (
        <Stood campaign={campaign} say={say} />
      )}
    </>
  )
}
