import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Button } from '@/components/button'
import { Notice } from '@/components/notice'
import { PageHead } from '@/components/page-head'
import { valuesIn } from '@/lib/catalog/listing'
import { piecesOf } from '@/lib/content/pieces'
import { contentHref, type ContentStatus } from '@/lib/content/schema'
import { contentStatusAction } from '@/lib/studio/content/actions'
import { readStored, type StoredContent } from '@/lib/studio/content/queries'
import { suitsWords } from '@/lib/studio/content/words'
import { dayRange } from '@/lib/studio/days'
import { readShop, type Shop } from '@/lib/studio/shop'
import { openStudio } from '../../door'
import { ContentForm } from '../_views/content-form'

type Props = PageProps<'/studio/content/[slug]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await openStudio()
  return { title: (await readStored((await params).slug))?.title, robots: { index: false } }
}

/** One piece of content: how it stands, what it holds, and the form that changes it. */
export default async function ContentPage({ params, searchParams }: Props) {
  const [{ request }, { slug }, query] = await Promise.all([openStudio(), params, searchParams])
  const [shop, content] = await Promise.all([readShop(request.now, request.market.locale), readStored(slug)])
  if (!content) notFound()
  const { t, stamp } = shop.say
  return (
    <>
      <PageHead title={content.title} line={t('studio.content.changed', { at: stamp(content.updatedAt) })} />
      <Said said={valuesIn(query, 'said')[0]} content={content} shop={shop} />
      <div className="studio-cols editing pb-28">
        {/* After a change the form begins anew with what is saved; its key must be the same before and after a refusal,
            or a page without a script would lose the answer. */}
        <ContentForm key={`${valuesIn(query, 'said')[0]}:${valuesIn(query, 'at')[0]}`} content={content} shop={shop} />
        <Standing content={content} shop={shop} />
      </div>
    </>
  )
}

function Said({ said, content, shop }: { said?: string; content: StoredContent; shop: Shop }) {
  const { t, stamp } = shop.say
  const done = (['saved', 'live', 'retired', 'draft'] as const).find((each) => each === said)
  const refused = said === 'changed' || said === 'empty'
  if (!done && !refused) return null
  return (
    <div className="pb-12">
      {done ? (
        <Notice
          kind="success"
          title={t(`studio.content.said.${done}`)}
          text={t(`studio.content.savedText.${content.status}`)}
        />
      ) : (
        <Notice
          kind="error"
          title={t('studio.content.said.not')}
          text={
            said === 'empty'
              ? t('studio.content.wrong.empty')
              : t('studio.content.wrong.overtaken', { at: stamp(content.updatedAt) })
          }
        />
      )}
    </div>
  )
}

/** How many pieces are named of those that it holds. */
const NAMED = 6

/** What it can become from each status, the usual one first. */
const NEXT: Readonly<Record<ContentStatus, readonly ContentStatus[]>> = {
  draft: ['live', 'retired'],
  live: ['retired', 'draft'],
  retired: ['live', 'draft'],
}
const NEXT_WORDS = {
  live: 'studio.content.putLive',
  retired: 'studio.content.retire',
  draft: 'studio.content.toDraft',
} as const

function Standing({ content, shop }: { content: StoredContent; shop: Shop }) {
  const { catalogue, say } = shop
  const { t, list } = say
  const held = piecesOf(content.selects, catalogue.products)
  const names = list(held.slice(0, NAMED).map(({ name }) => name))
  const facts = [
    [t('studio.content.status'), t(`studio.content.status.${content.status}`)],
    [t('studio.content.kind'), t(`studio.content.kind.${content.kind}`)],
    [t('studio.content.suits'), suitsWords(content.suits, shop)],
    [t('studio.content.days'), dayRange(content, say)],
    [
      t('studio.content.selection'),
      t(held.length > NAMED ? 'studio.content.holdsMore' : 'studio.content.holds', { count: held.length, names }),
    ],
  ] as const
  return (
    <aside className="side-facts" aria-label={t('studio.content.status')}>
      <dl>
        {facts.map(([label, text]) => (
          <div key={label}>
            <dt className="caption text-muted">{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p>
        <a className="link alone" href={contentHref(content)}>
          {t('studio.content.preview')}
        </a>
      </p>
      <div className="flex flex-wrap gap-2">
        {NEXT[content.status].map((status) => (
          <form key={status} action={contentStatusAction}>
            <input type="hidden" name="piece" value={content.slug} />
            <input type="hidden" name="seen" value={content.updatedAt.toISOString()} />
            <input type="hidden" name="status" value={status} />
            <Button line={status !== 'live'} small>
              {t(NEXT_WORDS[status])}
            </Button>
          </form>
        ))}
      </div>
    </aside>
  )
}
