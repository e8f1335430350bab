import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { meantColours, piecesOf } from '@/lib/content/pieces'
import { contentShown } from '@/lib/experience/content-page'
import { askedContent } from '@/lib/experience/read-content'
import { ListingPage } from '../../_views/listing'
import { ContentHead } from '../../_views/content-head'

type Props = PageProps<'/edits/[slug]'>

const editOf = async ({ params }: Props) => askedContent(`/edits/${(await params).slug}`)

export async function generateMetadata(props: Props): Promise<Metadata> {
  const asked = await editOf(props)
  return {
    title: asked?.content.title,
    description: asked?.content.line,
    ...(asked?.hidden ? { robots: { index: false } } : {}),
  }
}

/** A sub-catalogue by attributes, in the shopper's own order like a category. */
export default async function EditPage(props: Props) {
  const [asked, params] = await Promise.all([editOf(props), props.searchParams])
  if (!asked) notFound()
  const { asking, content } = asked
  const pieces = piecesOf(content.selects, asking.shopper.catalogue.products)
  return (
    <ListingPage
      asking={asking}
      path={`/edits/${content.slug}`}
      scope={`edit:${content.slug}`}
      title={content.title}
      head={(line) => <ContentHead asked={asked} line={line} />}
      pieces={pieces}
      meant={meantColours(content.selects, pieces)}
      params={params}
      shown={[contentShown(content)]}
    />
  )
}
