import 'server-only'
import { getCatalogue } from '@/lib/catalog/queries'
import type { Catalogue } from '@/lib/catalog/schema'
import { db } from '@/lib/core/db'
import { sayIn, type Say } from '@/lib/experience/say'
import { currentProgramme } from '@/lib/loyalty/queries'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { todayIn } from './beginning'

/** The shop as marketers work on it: what it sells, the programme in force, the day it is there, and how to say it. */
export type Shop = { catalogue: Catalogue; programme: LoyaltyProgram; today: string; say: Say }

/** The shop as of a moment. Throws `NoProgrammeInForce` on a database that was never seeded. */
export async function readShop(now: Date, locale: string): Promise<Shop> {
  const [version, programme] = await Promise.all([
    db.setting.findUnique({ where: { key: 'catalogueVersion' } }),
    currentProgramme(now),
  ])
  const catalogue = await getCatalogue(version?.value ?? '')
  const say = sayIn(locale, programme.currency, programme.timeZone)
  return { catalogue, programme, today: todayIn(now, programme.timeZone), say }
}
