import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Shelf } from '@/components/shelf'
import { chosenColour } from '@/lib/catalog/facets'
import type { Content } from '@/lib/content/schema'
import { meantColours, namedFirst, piecesOf } from '@/lib/content/pieces'
import { cardOf, type Card } from '@/lib/experience/cards'
import { notePage } from '@/lib/experience/noting'
import type { Shopper } from '@/lib/experience/schema'
import { rankingContext, SHELF_PIECES } from '@/lib/experience/shelf'
import { rankCategory } from '@/lib/ranking/blend'
import type { Projections } from '@/lib/ranking/projections'
import { getProjections } from '@/lib/ranking/queries'
import { Cards } from '../../_views/cards'
import { ContentHead } from '../../edits/_views/content-head'
import { askedContent, contentShown } from '../../edits/content'

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
  const cards = cardsOf(content, asking.shopper, await getProjections())
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

/** The pieces that a story names, then the others in everybody's order: what it shows is part of what it says. */
function cardsOf(content: Content, shopper: Shopper, projections: Projections): Card[] {
  const pieces = piecesOf(content.selects, shopper.catalogue.products)
  const meant = meantColours(content.selects, pieces)
  const everybodys = rankCategory(
    { ...rankingContext(shopper, projections), affinity: null, fresh: null, session: [] },
    pieces,
  )
  return namedFirst(
    content.selects,
    everybodys.map(({ product }) => product).filter(({ inStock }) => inStock),
  )
    .slice(0, SHELF_PIECES)
    .map((product) => cardOf(product, chosenColour(product, meant), shopper.say))
}
