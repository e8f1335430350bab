import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Shelf } from '@/components/shelf'
import { contentShown, storyCards } from '@/lib/experience/content-page'
import { notePage } from '@/lib/experience/noting'
import { askedContent } from '@/lib/experience/read-content'
import { getProjections } from '@/lib/ranking/queries'
import { Cards } from '../../_views/cards'
import { ContentHead } from '../../_views/content-head'

type Props = PageProps<'/stories/[slug]'>

const storyOf = async ({ params }: Props) => askedContent(`/stories/${(await params).slug}`)

export async function generateMetadata(props: Props): Promise<Metadata> {
  const asked = await storyOf(props)
  return {
    title: asked?.content.title,
    description: asked?.content.line,
    ...(asked?.hidden ? { robots: { index: false } } : {}),
  }
}

/** A promotion or a story: its words, and a shelf of what it speaks of. */
export default async function StoryPage(props: Props) {
  const asked = await storyOf(props)
  if (!asked) notFound()
  const { asking, content } = asked
  const cards = storyCards(content, asking.shopper, await getProjections())
  await notePage(asking, { shown: [contentShown(content)] })
  const { t } = asking.shopper.say
  return (
    <>
      <ContentHead asked={asked} />
      {cards.length > 1 && (
        <div className="section">
          <Shelf title={t(content.kind === 'story' ? 'content.shelf.story' : 'content.shelf.promotion')}>
            <Cards cards={cards} place="shelf" />
          </Shelf>
        </div>
      )}
    </>
  )
}
