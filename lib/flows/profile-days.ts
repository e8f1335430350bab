import 'server-only'
import { db, type Transaction } from '@/lib/core/db'
import { PROFILE_DAYS } from '@/lib/experience/behaviour-columns'

/** For how many days behaviour makes a profile: as the settings say, where they say a whole number above nothing. */
export async function readProfileDays(within: Transaction = db): Promise<{ customer: number; visitor: number }> {
  const keys = { customer: 'profileDaysCustomer', visitor: 'profileDaysVisitor' } as const
  const settings = await within.setting.findMany({ where: { key: { in: Object.values(keys) } } })
  const days = (who: keyof typeof keys): number => {
    const stated = Number(settings.find(({ key }) => key === keys[who])?.value ?? NaN)
    return Number.isInteger(stated) && stated > 0 ? stated : PROFILE_DAYS[who]
  }
  return { customer: days('customer'), visitor: days('visitor') }
}
