import type { Projections } from '@/lib/ranking/projections'
import { decideBand } from './band'
import { decideTiles } from './content'
import type { PageDecisions } from './exposures'
import { decideHero } from './hero'
import { decideHomeShelves } from './home'
import { decideKeep } from './keep'
import { decideHomeOffer } from './offer'
import { decideRelation } from './relational/decide'
import type { Shopper } from './schema'

/** All that home decides for a shopper, and what it notes of it. */
export function decideHome(shopper: Shopper, projections: Projections) {
  const hero = decideHero(shopper)
  const shelves = decideHomeShelves(shopper, projections)
  const band = decideBand(shopper, projections, shelves, hero.value.picture)
  const relation = decideRelation(shopper, 'home')
  const keep = decideKeep(shopper, 'home.keep')
  const offer = decideHomeOffer(shopper, relation)
  const tiles = decideTiles(shopper, band, hero.value.picture)
  const shown = [hero, keep, offer.band, relation, shelves.first, band, shelves.second, ...tiles]
  const noted: PageDecisions = {
    shown,
    trials: offer.trials,
    would: (other) => decideHome(other, projections).noted.shown ?? [],
  }
  return { hero, shelves, band, relation, keep, offer: offer.band, tiles, noted }
}
