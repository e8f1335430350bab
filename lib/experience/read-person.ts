import 'server-only'
import { getCatalogue } from '@/lib/catalog/queries'
import { getEditorial } from '@/lib/content/queries'
import { db } from '@/lib/core/db'
import { EVERYTHING, PERSONAL } from '@/lib/experiments/placed'
import { getExperiments } from '@/lib/experiments/queries'
import { NoProgrammeInForce, programmeOfVersion } from '@/lib/loyalty/queries'
import { getOffers } from '@/lib/offers/lifecycle/queries'
import { consentOf, marketOf } from '@/lib/shopper/market'
import { foldShopper } from './fold-shopper'
import { readShopperFacts, type ShopperFacts } from './queries'
import type { Shopper } from './schema'

/**
 * A customer as the shop's decisions would read them at a moment, and what that was folded from. `wouldBe`: of who is held
 * out of everything, the same customer as if they were not; absent for everybody else.
 */
export type Person = { shopper: Shopper; known: ShopperFacts; wouldBe?: () => Shopper }

/** Where a customer is taken to be whose account says nothing: the house's own market. */
const HOME = 'US'

/** Whether there is somebody under an id, not erased: nothing else of them is read. */
export const isSomebody = async (customerId: string): Promise<boolean> =>
  (await db.customer.count({ where: { id: customerId, erasedAt: null } })) > 0

/**
 * A customer as they are read without asking for a page: all that is known, folded as of `now` as if their next visit
 * began then. For staff (`of` "staff") in English, for a message to them in their own language. Nothing is written, learned
 * or promised. Null for who is nobody (never was, or was erased). Throws `NoProgrammeInForce` on a database that was never
 * seeded.
 */
export async function readPerson(
  customerId: string,
  now: Date,
  of: 'staff' | 'message' = 'staff',
): Promise<Person | null> {
  // No visitor has a customer's id: nothing that a browser did before it was theirs is mixed in.
  const known = await readShopperFacts({ visitorId: customerId, customerId, asOf: now })
  if (!known.customer) return null
  if (!known.programme) throw new NoProgrammeInForce(now)
  const version = known.editorialVersion ?? ''
  const [catalogue, editorial, offers, experiments] = await Promise.all([
    getCatalogue(known.catalogueVersion ?? ''),
    getEditorial(version),
    getOffers(version),
    getExperiments(version),
  ])
  const { country, privacyControl } = known.customer
  // By the rule of their account, not of where it is said to be: an address that could not be placed is at home as well.
  const market = { ...marketOf(country ?? HOME), consent: consentOf(known.customer) }
  const request = {
    ...{ now, visitorId: customerId, visitId: of, visitNumber: 2, country: market.country, market },
    ...{ arrival: null, answer: null, globalPrivacyControl: privacyControl, silent: true },
    ...(of === 'staff' ? { url: '/studio/customers' } : {}),
  }
  const programme = programmeOfVersion(known.programme)
  const reading = { known, catalogue, editorial, offers, experiments, programme }
  const shopper = foldShopper({ ...reading, request })
  if (!shopper.placements.generic) return { shopper, known }
  const wouldBe = () => foldShopper({ ...reading, request: { ...request, forced: { [EVERYTHING]: PERSONAL } } })
  return { shopper, known, wouldBe }
}
