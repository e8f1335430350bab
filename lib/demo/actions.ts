'use server'

import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { domainClock } from '@/lib/core/clock'
import { dayOf, MS_PER_DAY } from '@/lib/core/days'
import { env } from '@/lib/core/env'
import { formIn } from '@/lib/core/forms'
import { withArm } from './arms'
import { JOURNEYS_IN } from './journeys'
import type { Journey } from './journeys/schema'
import { runFor } from './messages'
import { readExperiments, readPreset, readSimulated } from './queries'
import { PERSONAS, STAFF_ID } from './personas'
import { becomePersona, nextVisit, openStage, setWishes, startAfresh } from './stage'
import { STAFF_PAGES, staffPath } from './staff-pages'
import { newWalk, walkOn, walkTo } from './walk'

/** Where the presenter may send this browser from, besides nowhere. */
const SOURCES = ['facebook', 'instagram'] as const

// Without DEMO=1 none of this exists: every action answers like an unknown page.
function demoOnly(): void {
  if (!env().DEMO) notFound()
}

/** A journey of this shop; undefined for an unknown one, and for one through the shop of another programme. */
async function journeyHere(key: unknown): Promise<Journey | undefined> {
  return JOURNEYS_IN[await readPreset()].find((journey) => journey.key === key)
}

/** Becomes a seeded persona, staff in the studio; any other id is an unknown page. Field: `id`. */
export async function becomeAction(form: FormData): Promise<void> {
  demoOnly()
  const id = z.string().max(60).catch('').parse(formIn(form).get('id'))
  const stage = await becomePersona(await openStage(), id)
  if (!stage) notFound()
  redirect(PERSONAS.some((persona) => persona.id === id && persona.role === 'staff') ? '/studio' : '/')
}

/** How far from now a clock can stand, in days. */
const FARTHEST = 3660

const clockInput = z.union([
  z.object({ days: z.coerce.number().int().min(0).max(FARTHEST) }),
  z.object({ date: z.iso.date() }),
  z.object({ back: z.literal('1') }),
])

/** Moves this browser's clock. Fields: `days` (forward), or `date` (YYYY-MM-DD), or `back`=1. */
export async function moveClockAction(form: FormData): Promise<void> {
  demoOnly()
  const input = clockInput.safeParse(Object.fromEntries(formIn(form)))
  if (!input.success) redirect('/demo?problem=date')
  const stage = await openStage()
  const { offsetMs } = stage.wishes
  const { data } = input
  let days = 0
  if ('days' in data) days = offsetMs / MS_PER_DAY + data.days
  // The same time of day, on the day that was asked for.
  if ('date' in data) days = dayOf(new Date(data.date)) - dayOf((await domainClock(0)).now)
  if (Math.abs(days) > FARTHEST) redirect('/demo?problem=date')
  await setWishes(stage, { offsetMs: Math.round(days * MS_PER_DAY) })
  redirect('/demo')
}

const arrivalInput = z.object({
  source: z.enum(SOURCES).nullable().catch(null),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .catch('US'),
})

/** Sets where this browser comes from and its country. Fields: `source`, `country`. */
export async function setArrivalAction(form: FormData): Promise<void> {
  demoOnly()
  const input = arrivalInput.parse(Object.fromEntries(formIn(form)))
  await setWishes(await openStage(), input)
  redirect('/demo')
}

/** Begins the next visit of whoever this browser is, as if half an hour had gone by. */
export async function nextVisitAction(): Promise<void> {
  demoOnly()
  await nextVisit(await openStage())
  redirect('/')
}

/** Starts this browser afresh: a newcomer at now. */
export async function startAfreshAction(): Promise<void> {
  demoOnly()
  await startAfresh(await openStage())
  redirect('/')
}

/** Begins a journey at its first step. Field: `journey`. */
export async function startJourneyAction(form: FormData): Promise<void> {
  demoOnly()
  const journey = await journeyHere(formIn(form).get('journey'))
  if (!journey) notFound()
  const next = await walkOn(await openStage(), journey, newWalk(journey))
  redirect(next?.path ?? '/demo')
}

/** Goes on with the journey that this browser walks; at its end, back to the presenter's page. */
export async function nextStepAction(): Promise<void> {
  demoOnly()
  const stage = await openStage()
  const walk = stage.wishes.journey
  const journey = walk && (await journeyHere(walk.key))
  if (!walk || !journey) redirect('/demo')
  const next = await walkOn(stage, journey, walk)
  if (!next) await setWishes(stage, { journey: null })
  redirect(next?.path ?? '/demo')
}

/** Walks a journey from its beginning through a step at once. Fields: `journey`, `step` (from 0). */
export async function goToStepAction(form: FormData): Promise<void> {
  demoOnly()
  const journey = await journeyHere(formIn(form).get('journey'))
  const step = z.coerce.number().int().min(0).safeParse(formIn(form).get('step'))
  if (!journey || !step.success || step.data >= journey.steps.length) notFound()
  redirect((await walkTo(await openStage(), journey, step.data)).path)
}

const armInput = z.object({ experiment: z.string().max(60), arm: z.string().max(60) })

/** Shows an arm in this browser whatever is assigned. Fields: `experiment`, and `arm`; an empty one shows what is assigned. */
export async function showArmAction(form: FormData): Promise<void> {
  demoOnly()
  const input = armInput.safeParse(Object.fromEntries(formIn(form)))
  const stage = await openStage()
  const wanted = input.success && { ...input.data, arm: input.data.arm || null }
  const forced = wanted && withArm(stage.wishes.forced, await readExperiments(), wanted)
  if (!forced) notFound()
  await setWishes(stage, { forced })
  redirect('/demo#arms')
}

/** Decides what is to be written to whoever this browser is, as of its clock, and sends or keeps it: one run, for them. */
export async function runMessagesAction(): Promise<void> {
  demoOnly()
  const { ctx } = await openStage()
  if (!ctx.customerId) redirect('/demo#messages')
  const { written, against, failed } = await runFor(ctx, ctx.customerId)
  const ran = new URLSearchParams({ ran: failed ? 'failed' : written.join('.'), against: against.join('.') })
  redirect(`/demo?${ran}#messages`)
}

/** Becomes staff and opens a page of the studio. Field: `page`, one of STAFF_PAGES. */
export async function openAsStaffAction(form: FormData): Promise<void> {
  demoOnly()
  const page = z.enum(STAFF_PAGES).safeParse(formIn(form).get('page'))
  if (!page.success) notFound()
  const simulated = page.data === 'simulated' ? await readSimulated() : null
  if (!(await becomePersona(await openStage(), STAFF_ID))) notFound()
  redirect(staffPath(page.data, simulated))
}
