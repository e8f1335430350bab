import 'server-only'
import { cache } from 'react'
import { getCatalogue } from '@/lib/catalog/queries'
import { getEditorial } from '@/lib/content/queries'
import { db } from '@/lib/core/db'
import { EVERYTHING, PERSONAL } from '@/lib/experiments/placed'
import { getExperiments } from '@/lib/experiments/queries'
import { NoProgrammeInForce, programmeOfVersion } from '@/lib/loyalty/queries'
import { getOffers } from '@/lib/offers/lifecycle/queries'
import { messageOf } from '@/lib/shopper/visit'
import { requestContext, type RequestContext } from '@/lib/shopper/request'
import { asViewed } from '@/lib/shopper/viewing'
import { foldShopper } from './fold-shopper'
import { withPromise } from './promise-offer'
import { readShopperFacts, type Asker, type ShopperFacts } from './queries'
import type { Shopper } from './schema'

/**
 * Who is asking, or whom staff sees the shop as: then the request is as theirs would be, in silence.
 * `linked`: this browser's visitor is known to be the signed-in customer's, or nobody is signed in.
 */
export type Asking = {
  shopper: Shopper
  request: RequestContext
  linked: boolean
  /** The exposures to experiments that are logged of this browser already (`exposureKey`). */
  exposed?: readonly string[]
  /** The shopper who is shown the generic page, as if they were not. Absent for everybody else. */
  wouldBe?: () => Shopper
}

/**
 * What is known of who is asking. A session is nobody's once its customer was erased, and in a browser of which they said
 * that it was not them: then what is known is the browser's own. Only such sessions take more than one round trip.
 */
async function readKnown(who: Asker): Promise<ShopperFacts> {
  const { visitorId, customerId } = who
  const known = await readShopperFacts(who)
  if (!customerId) return known
  const strange = known.claimed && !known.linked
  const disowned =
    !known.customer ||
    (strange && (await db.visitorLink.count({ where: { visitorId, customerId, undoneAt: { not: null } } })) > 0)
  return disowned ? readShopperFacts({ ...who, customerId: null }) : known
}

/**
 * The shopper behind this request, and the request itself. Read once per request, in one database round trip, but for the
 * page that promises an offer: the promise is written before the page says it. Throws
 * `NoProgrammeInForce` on a database that was never seeded.
 */
export const readShopper = cache(async (): Promise<Asking> => {
  const request = asViewed(await requestContext())
  const { visitorId, visitId, sessionCustomerId: customerId, now: asOf, movedClock } = request
  const messageId = messageOf(request.arrival)
  const known = await readKnown({ visitorId, visitId, customerId, messageId, movedClock, asOf })
  if (!known.programme) throw new NoProgrammeInForce(asOf)
  const version = known.editorialVersion ?? ''
  const [catalogue, editorial, offers, experiments] = await Promise.all([
    getCatalogue(known.catalogueVersion ?? ''),
    getEditorial(version),
    getOffers(version),
    getExperiments(version),
  ])
  const programme = programmeOfVersion(known.programme)
  const reading = { request, known, catalogue, editorial, offers, experiments, programme }
  const folded = await withPromise(reading)
  // A session that ran out leaves its customer's visitor in the browser: nobody else may write into that past.
  const own = known.linked || !known.claimed
  const shopper = own ? folded : { ...folded, learns: false }
  const linked = known.linked || !shopper.customer
  const wouldBe = shopper.placements.generic ? { wouldBe: () => asIfNotHeldOut(reading, shopper) } : {}
  return { shopper, request, linked, exposed: known.exposed, ...wouldBe }
})

/** The same shopper, shown what is theirs. What is theirs anyway is as it was decided for them: nothing is promised here. */
function asIfNotHeldOut(reading: Parameters<typeof foldShopper>[0], shopper: Shopper): Shopper {
  const { request } = reading
  const shown = foldShopper({
    ...reading,
    request: { ...request, forced: { ...request.forced, [EVERYTHING]: PERSONAL } },
  })
  const { offer, grants, entitlements, learns } = shopper
  return { ...shown, offer, grants, entitlements, learns }
}
