import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { fail, ok, type Result } from '@/lib/core/result'
import { sayIn } from '@/lib/experience/say'
import { beginningOf } from './beginning'
import { lockVersions, readVersions, versionAt, writeVersion } from './queries'
import { tried } from './tried'

const publication = z.object({
  setting: z.string().max(200),
  value: z.string().max(200),
  /** The day, YYYY-MM-DD. */
  from: z.string().max(20),
  /** How many versions there were when the page was made. */
  versions: z.coerce.number().int().nonnegative(),
})

/** Who publishes, and when: `shopNow` is what a clock shows that nobody moved. */
export type Publisher = { now: Date; shopNow: Date; locale: string }

/** Why nothing was published, in words; of a field where one is to blame. */
export type PublicationFault = { message: string; field?: 'value' | 'from' }

/**
 * Puts a version in force: the programme that is in force at that moment, with one setting changed. It is a new row;
 * what was in force before stays as it was. Refused when somebody else published meanwhile, so that nobody undoes what
 * they have not seen and a form that is sent twice counts once.
 * The caller has made sure that staff is asking.
 */
export async function publish(form: unknown, by: Publisher): Promise<Result<{ number: number }, PublicationFault>> {
  const { now, shopNow, locale } = by
  return db.$transaction(async (tx) => {
    await lockVersions(tx)
    const versions = await readVersions(tx)
    const present = versionAt(versions, now).programme
    const say = sayIn(locale, present.currency, present.timeZone)
    const input = publication.safeParse(form)
    if (!input.success) return fail({ message: say.t('studio.whatIf.unknown') })
    const { setting, value, from, versions: seen } = input.data
    if (seen !== versions.length) return fail({ message: say.t('studio.publish.changed') })
    const beginning = beginningOf(from, { now, shopNow, timeZone: present.timeZone })
    if (!beginning.ok) {
      return fail({ field: 'from', message: say.t(beginning.fault, { date: say.date(now) }) })
    }
    const changed = tried(versionAt(versions, beginning.value).programme, { setting, value }, say)
    if (!changed.ok) return fail({ field: 'value', message: changed.fault })
    const id = newId()
    await writeVersion(tx, { id, effectiveFrom: beginning.value, programme: changed.value.programme })
    const written = (await readVersions(tx)).find((version) => version.id === id)
    if (!written) throw new Error('the version that was just written is not there')
    return ok({ number: written.number })
  })
}
