'use server'

import { notFound, redirect, unstable_rethrow } from 'next/navigation'
import { logFault } from '@/lib/core/log'
import { translator } from '@/lib/core/messages'
import { sayIn } from '@/lib/experience/say'
import { fieldsOf, type FormState } from '@/lib/flows/states'
import { readVersions, versionAt } from '../queries'
import { studioDoor } from '../staff'
import { settingsAsked } from './settings'
import { computeNow, readValueSettings, writeValueSettings } from './write'

/**
 * Lets the next batch count value differently. For staff: to everybody else it is an unknown page.
 * Fields: `weights`, `vipBy`, `share` (per cent), `tier`.
 */
export async function valueSettingsAction(_before: unknown, form: FormData): Promise<FormState> {
  const asking = await studioDoor()
  if (asking.door !== 'open') notFound()
  const { now, market } = asking.request
  const t = translator(market.locale)
  const fields = fieldsOf(form)
  try {
    const [versions, settings] = await Promise.all([readVersions(), readValueSettings()])
    const { programme } = versionAt(versions, now)
    const asked = settingsAsked(
      fields,
      settings,
      programme,
      sayIn(market.locale, programme.currency, programme.timeZone),
    )
    if (asked.ok) {
      await writeValueSettings(asked.value, asking.staffId)
      redirect('/studio/value?saved=1#settings')
    }
    return refusal(t('valueStudio.settings.wrong'), asked.fault, fields)
  } catch (error) {
    unstable_rethrow(error)
    logFault('studio: how value is counted was not saved', error)
    return refusal(t('valueStudio.settings.failed'), {}, fields)
  }
}

/**
 * Works out the whole base as of the studio's now. For staff: to everybody else it is an unknown page. Refused where the
 * browser's clock was moved, because batches are everybody's, and where somebody else's is under way.
 */
export async function computeAction(): Promise<FormState> {
  const asking = await studioDoor()
  if (asking.door !== 'open') notFound()
  const { now, market, movedClock } = asking.request
  const t = translator(market.locale)
  if (movedClock) return refusal(t('valueStudio.compute.moved'), {}, {})
  try {
    const done = await computeNow(now)
    if (done) redirect(`/studio/value?computed=${done.id}`)
    return refusal(t('valueStudio.compute.busy'), {}, {})
  } catch (error) {
    unstable_rethrow(error)
    logFault('studio: the base was not worked out', error)
    return refusal(t('valueStudio.compute.failed'), {}, {})
  }
}

function refusal(
  message: string,
  errors: Readonly<Record<string, string | undefined>>,
  fields: Record<string, unknown>,
): FormState {
  const said = Object.entries(errors).flatMap(([field, text]) => (text === undefined ? [] : [[field, text] as const]))
  const typed = ['weights', 'vipBy', 'share', 'tier'].flatMap((name) => {
    const value = fields[name]
    return typeof value === 'string' ? [[name, value.slice(0, 80)] as const] : []
  })
  return { status: 'error', message, errors: Object.fromEntries(said), values: Object.fromEntries(typed) }
}
