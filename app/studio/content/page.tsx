import type { Metadata } from 'next'
import { ButtonLink } from '@/components/button'
import { PageHead } from '@/components/page-head'
import { Table } from '@/components/table'
import { translator } from '@/lib/core/messages'
import { readContents, type StoredContent } from '@/lib/studio/content/queries'
import { readShown, SHOWN_AMONG } from '@/lib/studio/content/shown'
import { isOffToday, suitsWords } from '@/lib/studio/content/words'
import { dayRange } from '@/lib/studio/days'
import { readShop } from '@/lib/studio/shop'
import { openStudio } from '../door'

export async function generateMetadata(): Promise<Metadata> {
  const { request } = await openStudio()
  return { title: translator(request.market.locale)('studio.content'), robots: { index: false } }
}

/** All content by status: whom it suits, when it is shown, how often it was. */
export default async function ContentsPage() {
  const { request } = await openStudio()
  const [shop, contents, shown] = await Promise.all([
    readShop(request.now, request.market.locale),
    readContents(),
    readShown(),
  ])
  const { say, today } = shop
  const { t, number } = say
  const row = (content: StoredContent) => {
    const kind = t(`studio.content.kind.${content.kind}`)
    const suits = suitsWords(content.suits, shop)
    const days = isOffToday(content, today)
      ? t('studio.content.offToday', { days: dayRange(content, say) })
      : dayRange(content, say)
    return {
      key: content.slug,
      cells: [
        <div key="title">
          <a className="link" href={`/studio/content/${content.slug}`}>
            {content.title}
          </a>
          <p className="under">{t('studio.content.under', { kind, days, suits })}</p>
        </div>,
        kind,
        suits,
        days,
        number(shown.get(content.slug) ?? 0),
      ],
    }
  }
  return (
    <>
      <PageHead title={t('studio.content')} line={t('studio.asOf', { today: say.date(request.now) })} />
      <div className="studio-intro">
        <p className="max-w-[56ch]">{t('studio.content.intro')}</p>
        <ButtonLink href="/studio/content/new">{t('studio.content.new')}</ButtonLink>
      </div>
      <div className="level-tables">
        {(['live', 'draft', 'retired'] as const).map((status) => {
          const own = contents.filter((content) => content.status === status)
          const title = t(`studio.content.group.${status}`)
          return (
            <section key={status} className="part">
              <h2 className="display d28">{title}</h2>
              {own.length === 0 ? (
                <p className="text-muted">{t('studio.content.none')}</p>
              ) : (
                <Table
                  label={title}
                  columns={[
                    { label: t('studio.content.title') },
                    { label: t('studio.content.kind'), desk: true },
                    { label: t('studio.content.suits'), desk: true },
                    { label: t('studio.content.days'), desk: true },
                    { label: t('studio.content.shown'), right: true },
                  ]}
                  rows={own.map(row)}
                />
              )}
            </section>
          )
        })}
      </div>
      <p className="caption pt-12 pb-28 text-muted">{t('studio.content.shownNote', { count: number(SHOWN_AMONG) })}</p>
    </>
  )
}
