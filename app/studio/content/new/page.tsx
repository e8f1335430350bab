import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { translator } from '@/lib/core/messages'
import { readShop } from '@/lib/studio/shop'
import { openStudio } from '../../door'
import { ContentForm } from '../_views/content-form'

export async function generateMetadata(): Promise<Metadata> {
  const { request } = await openStudio()
  return { title: translator(request.market.locale)('studio.content.new'), robots: { index: false } }
}

/** New content: a form, and nothing else to look at yet. */
export default async function NewContentPage() {
  const { request } = await openStudio()
  const shop = await readShop(request.now, request.market.locale)
  const { t } = shop.say
  return (
    <>
      <PageHead title={t('studio.content.new')} line={t('studio.content.newLine')} />
      <div className="studio-cols editing pb-28">
        <ContentForm content={null} shop={shop} />
      </div>
    </>
  )
}
