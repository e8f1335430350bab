import { Banner } from '@/components/banner'
import { Keep } from '@/components/nudge/keep'
import { OfferBand } from '@/components/offer'
import { Tiers } from '@/components/tiers'
import { editorialAlt } from '@/lib/catalog/editorial'
import { editorialPicture, type EditorialCrop, type EditorialName } from '@/lib/catalog/pictures'
import { tierFrom, tierSentence } from '@/lib/experience/benefits'
import { decideHome } from '@/lib/experience/home-page'
import { notePage } from '@/lib/experience/noting'
import { readShopper } from '@/lib/experience/read-shopper'
import { getProjections } from '@/lib/ranking/queries'
import { DecidedBand } from './_views/band'
import { DecidedShelf } from './_views/cards'
import { Promises, RelationView } from './_views/relation'
import { ContentRow } from './_views/tiles'
import { Why } from './_views/why'

/** Pictures that fill their frame and leave words no room, with the colour of their backdrop's left edge. */
const GROUNDS: Partial<Record<EditorialName, string>> = { tailoring: '#5f5249', 'still-life': '#54463d' }

const scene = (name: EditorialName, crop: EditorialCrop) => ({
  ...editorialPicture(name, crop),
  alt: editorialAlt(name, crop),
})

export default async function HomePage() {
  const asking = await readShopper()
  const { shopper } = asking
  const { say } = shopper
  const { hero, shelves, band, relation, keep, offer, tiles, noted } = decideHome(shopper, await getProjections())
  const related = relation.value.kind === 'relation'
  await notePage(asking, noted)

  const { mood, picture, tierWord, headline, line, link } = hero.value
  const firstIsTrending = shelves.first?.arm === 'trending'
  return (
    <>
      <Banner
        mood={mood}
        place={hero.slot}
        ground={GROUNDS[picture]}
        wide={scene(picture, 'wide')}
        tall={scene(picture, 'tall')}
        headline={headline}
        tier={tierWord ?? undefined}
        lines={[line]}
        link={{ href: link.href, label: link.text }}
      >
        <Why decision={hero} subject={headline} />
      </Banner>
      {keep && (
        <div className="wrap pt-12">
          <Keep
            metal={keep.value.tier.accent}
            title={keep.value.headline}
            link={keep.value.link}
            why={<Why decision={keep} subject={keep.value.headline} />}
          />
        </div>
      )}
      {offer && (
        <div className="wrap pt-12" data-place={offer.slot}>
          <OfferBand {...offer.value} why={<Why decision={offer} subject={offer.value.title} />} />
        </div>
      )}
      {relation.value.kind === 'relation' ? (
        <section className="wrap section">
          <RelationView decision={relation} without={['tier']} />
        </section>
      ) : (
        <Promises {...relation.value} />
      )}
      <div className={related ? undefined : 'section pb-0'}>
        <DecidedShelf decision={shelves.first} id={firstIsTrending ? 'trending' : 'goes-with'} />
      </div>
      <DecidedBand decision={band} />
      {shelves.second && (
        <div className="section pb-0">
          <DecidedShelf decision={shelves.second} id={firstIsTrending ? undefined : 'trending'} />
        </div>
      )}
      {tiles.length > 0 && (
        <div className="section pb-0">
          <ContentRow decisions={tiles} />
        </div>
      )}
      {!related && (
        <section className="wrap section">
          <div className="shelf-head">
            <h2 className="display d40">{say.t('home.loyalty.title')}</h2>
            <div>
              <a className="link alone caption" href="/loyalty">
                {say.t('home.loyalty.link')}
              </a>
            </div>
          </div>
          <Tiers
            items={shopper.programme.tiers.map((tier) => ({
              name: tier.name,
              metal: tier.accent,
              from: tierFrom(tier, say),
              gives: tierSentence(tier, shopper),
            }))}
          />
        </section>
      )}
    </>
  )
}
