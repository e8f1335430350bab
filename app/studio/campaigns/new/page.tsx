import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { translator } from '@/lib/core/messages'
import { readShop } from '@/lib/studio/shop'
import { openStudio } from '../../door'
import { CampaignForm } from '../_views/form'

export async function generateMetadata(): Promise<Metadata> {
  const { request } = await openStudio()
  return { title: translator(request.market.locale)('outbox.campaign.new'), robots: { index: false } }
}

/** A new draft. */
export default async function NewCampaignPage() {
  const { request } = await openStudio()
  const shop = await readShop(request.now, request.market.locale)
  return (
    <>
      <PageHead title={shop.say.t('outbox.campaign.new')} line={shop.say.t('outbox.campaign.newLine')} />
      <div className="max-w-[760px] pb-28">
        <CampaignForm campaign={null} shop={shop} />
      </div>
    </>
  )
}
