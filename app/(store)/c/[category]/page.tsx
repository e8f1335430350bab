import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { readShopper } from '@/lib/experience/read-shopper'
import { ListingPage } from '../../_views/listing'

type Props = PageProps<'/c/[category]'>

async function categoryOf({ params }: Props) {
  const [{ category: slug }, asking] = await Promise.all([params, readShopper()])
  return { asking, category: asking.shopper.catalogue.categories.find((category) => category.slug === slug) }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await categoryOf(props)).category?.name }
}

export default async function CategoryPage(props: Props) {
  const [{ asking, category }, params] = await Promise.all([categoryOf(props), props.searchParams])
  if (!category) notFound()
  return (
    <ListingPage
      asking={asking}
      path={`/c/${category.slug}`}
      title={category.name}
      pieces={asking.shopper.catalogue.products.filter((product) => product.category === category.slug)}
      params={params}
      fact={{ kind: 'category-view', category: category.slug, subject: category.slug }}
      scope={category.slug}
      edit={category.slug}
    />
  )
}
