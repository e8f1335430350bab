import 'server-only'
import { cache } from 'react'
import { getCatalogue } from '@/lib/catalog/queries'
import { getEditorial } from '@/lib/content/queries'
import { NoProgrammeInForce, programmeOfVersion } from '@/lib/loyalty/queries'
import { requestContext, type RequestContext } from '@/lib/shopper/request'
import { foldShopper } from './fold-shopper'
import { readShopperFacts } from './queries'
import type { Shopper } from './schema'

/** Who is asking. `linked`: this browser's visitor is known to be the signed-in customer's, or nobody is signed in. */
export type Asking = { shopper: Shopper; request: RequestContext; linked: boolean }

/**
 * The shopper behind this request, and the request itself. Read once per request, in one database round trip. Throws
 * `NoProgrammeInForce` on a database that was never seeded.
 */
export const readShopper = cache(async (): Promise<Asking> => {
  const request = await requestContext()
  const { visitorId, sessionCustomerId: customerId, now: asOf } = request
  const known = await readShopperFacts({ visitorId, customerId, asOf })
  if (!known.programme) throw new NoProgrammeInForce(asOf)
  const [catalogue, editorial] = await Promise.all([
    getCatalogue(known.catalogueVersion ?? ''),
    getEditorial(known.editorialVersion ?? ''),
  ])
  const folded = foldShopper({ request, known, catalogue, editorial, programme: programmeOfVersion(known.programme) })
  // A session that ran out leaves its customer's visitor in the browser: nobody else may write into that past.
  const own = known.linked || !known.claimed
  const shopper = own ? folded : { ...folded, learns: false }
  return { shopper, request, linked: known.linked || !shopper.customer }
})
