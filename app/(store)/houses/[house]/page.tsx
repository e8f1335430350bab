import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { readShopper } from '@/lib/experience/read-shopper'
import { CategoryHead } from '@/components/page-head'
import { ListingPage } from '../../_views/listing'
import { FollowHouse } from '../../_views/follow-house'

type Props = PageProps<'/houses/[house]'>

async function houseOf({ params }: Props) {
  const [{ house: slug }, asking] = await Promise.all([params, readShopper()])
  return { asking, house: asking.shopper.catalogue.houses.find((house) => house.slug === slug) }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await houseOf(props)).house?.name }
}

export default async function HousePage(props: Props) {
  const [{ asking, house }, params] = await Promise.all([houseOf(props), props.searchParams])
  if (!house) notFound()
  return (
    <ListingPage
      asking={asking}
      path={`/houses/${house.slug}`}
      title={house.name}
      head={(line) => (
        <CategoryHead title={house.name} text={house.description} line={line}>
          <FollowHouse house={house} place="house" />
        </CategoryHead>
      )}
      pieces={asking.shopper.catalogue.products.filter((product) => product.house.slug === house.slug)}
      params={params}
      fact={{ kind: 'house-view', house: house.slug, subject: house.slug }}
      scope={`house:${house.slug}`}
    />
  )
}
