'use server'

import { notFound, redirect, unstable_rethrow } from 'next/navigation'
import { after } from 'next/server'
import { z } from 'zod'
import { formIn } from '@/lib/core/forms'
import { logFault } from '@/lib/core/log'
import {
  changeCampaign,
  createCampaign,
  dropCampaign,
  readCampaign,
  sendCampaign,
} from '@/lib/messages/campaigns/queries'
import { writeCampaign } from '@/lib/messages/campaigns/write'
import { readStoryPaths } from '../content/queries'
import { readShop } from '../shop'
import { studioDoor } from '../staff'
import { parseCampaign, typedIn, type CampaignErrors, type CampaignTyped } from './form'

export type CampaignFormState =
  | { status: 'idle' }
  | {
      status: 'error'
      message: string
      errors: CampaignErrors
      values: CampaignTyped & { campaign: string; seen: string }
    }

/** Recipients are written before the answer for so many batches; the rest follows behind it, or with the next run. */
const BATCHES_AT_ONCE = 2

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.slice(0, 200) : ''
}
const idIn = (form: FormData): string => z.uuid().safeParse(textIn(form, 'campaign')).data ?? ''

/** Who is asking, for staff: to everybody else an unknown page. */
async function asking() {
  const door = await studioDoor()
  if (door.door !== 'open') notFound()
  return { request: door.request, by: { staffId: door.staffId, now: door.request.now } }
}

/**
 * Saves a draft: a new one, or what `campaign` names if nobody changed or sent it since `seen`. Fields: those of the form,
 * `campaign` and `seen`, both empty for a new one.
 */
export async function saveCampaignAction(_before: unknown, sent: FormData): Promise<CampaignFormState> {
  const { request, by } = await asking()
  const form = formIn(sent)
  const typed = typedIn(form)
  const shop = await readShop(request.now, request.market.locale)
  const { t } = shop.say
  const [campaign, seen] = [textIn(form, 'campaign'), textIn(form, 'seen')]
  const refused = (message: string, errors: CampaignErrors = {}): CampaignFormState => {
    return { status: 'error', message, errors, values: { ...typed, campaign, seen } }
  }
  try {
    const parsed = parseCampaign(typed, shop, await readStoryPaths())
    if (!parsed.ok) return refused(t('outbox.wrong.title'), parsed.fault)
    if (campaign === '') redirect(`/studio/campaigns/${await createCampaign(parsed.value, by)}?said=saved`)
    const id = idIn(form)
    const done = id === '' ? 'gone' : await changeCampaign(id, seen, parsed.value)
    if (done !== 'done') return refused(t(`outbox.campaign.said.${done}`))
    redirect(`/studio/campaigns/${id}?said=saved`)
  } catch (error) {
    unstable_rethrow(error)
    logFault('studio: a campaign was not saved', error)
    return refused(t('outbox.campaign.failed'))
  }
}

/**
 * Sends a draft, once, if it still is what the page showed (`seen`). A second click, or a second desk, is told that it was
 * sent. Refused under a moved clock, as a campaign is everybody's, and before the first batch over all
 * customers: the page says so. The first recipients are written before the answer.
 */
export async function sendCampaignAction(sent: FormData): Promise<void> {
  const { request, by } = await asking()
  const form = formIn(sent)
  const id = idIn(form)
  if (id === '' || !(await readCampaign(id))) notFound()
  const page = `/studio/campaigns/${id}`
  if (request.movedClock) redirect(`${page}/send?said=moved`)
  const done = await sendCampaign(id, textIn(form, 'seen'), by)
  if (done === 'gone') notFound()
  if (done === 'no-run') redirect(`${page}/send`)
  if (done === 'changed') redirect(`${page}/send?said=changed`)
  if (done === 'done') {
    try {
      await writeCampaign(id, { asOf: by.now, batches: BATCHES_AT_ONCE })
    } catch (error) {
      // It is sent: the next run writes what is left.
      logFault('studio: a campaign was sent, and not all of it written yet', error, { id })
    }
    after(() =>
      writeCampaign(id, { asOf: by.now }).catch((error: unknown) =>
        logFault('studio: the rest of a campaign waits for the next run', error, { id }),
      ),
    )
  }
  redirect(`${page}?said=${done === 'done' ? 'sentNow' : 'sent'}`)
}

/** Takes a draft away for good, if it still is what the page showed. */
export async function dropCampaignAction(sent: FormData): Promise<void> {
  await asking()
  const form = formIn(sent)
  const id = idIn(form)
  const done = id === '' ? 'gone' : await dropCampaign(id, textIn(form, 'seen'))
  redirect(
    done === 'done' || done === 'gone' ? '/studio/campaigns?said=dropped' : `/studio/campaigns/${id}?said=${done}`,
  )
}
