import 'server-only'
import { cookies } from 'next/headers'
import { domainClock, realNow } from '@/lib/core/clock'
import { db } from '@/lib/core/db'
import { newId } from '@/lib/core/ids'
import { keep, thisBrowser } from '@/lib/flows/browser'
import { flowContext } from '@/lib/flows/context'
import type { FlowContext } from '@/lib/flows/types'
import { signOut, welcome } from '@/lib/flows/visitor-link'
import { signIn } from '@/lib/shopper/auth'
import { COOKIES } from '@/lib/shopper/cookies'
import { marketOf } from '@/lib/shopper/market'
import { requestContext } from '@/lib/shopper/request'
import type { Arrival } from '@/lib/shopper/visit'
import { PERSONAS } from './personas'
import { keepWishes, NO_WISHES, readWishes, type Wishes } from './wishes'

/**
 * This browser as the presenter's tools change it within one request. The request's own context is read once and is
 * then out of date, so every change is carried here.
 */
export type Stage = { ctx: FlowContext; wishes: Wishes }

/** The stage as the request found it. */
export async function openStage(): Promise<Stage> {
  return { ctx: await flowContext(), wishes: await readWishes() }
}

/** Keeps what the presenter set, and puts the clock, the country and the visit accordingly. A moved clock is a new visit. */
export async function setWishes(stage: Stage, change: Partial<Wishes>): Promise<Stage> {
  const wishes = { ...stage.wishes, ...change }
  await keepWishes(wishes)
  const { now } = await domainClock(wishes.offsetMs)
  const country = wishes.country ?? stage.ctx.country
  const movedClock = wishes.offsetMs !== 0
  const market = wishes.country ? marketOf(wishes.country) : stage.ctx.market
  const ctx = { ...stage.ctx, now, movedClock, country, market }
  if (wishes.offsetMs === stage.wishes.offsetMs && wishes.source === stage.wishes.source) return { ctx, wishes }
  const visitId = newId()
  await thisBrowser.becomeVisitor({ visitorId: ctx.visitorId, visitId })
  // Known from the start: else the page that follows would be one visit, and the same page once its cookie came another.
  if (wishes.source) await keepVisit(visitId, 1, cameFrom(wishes))
  return { ctx: { ...ctx, visitId }, wishes }
}

/** Ends the running visit and begins the next one, as half an hour without a click does: nothing else changes. */
export async function nextVisit({ ctx, wishes }: Stage): Promise<Stage> {
  const visitId = newId()
  const { visitNumber } = await requestContext()
  await keepVisit(visitId, visitNumber + 1, cameFrom(wishes))
  return { ctx: { ...ctx, visitId }, wishes }
}

/**
 * Begins the visit that following a link begins. An action's redirect is answered within the action's own answer, and what
 * a visit's first page keeps in the browser is lost there: so it is kept here, before.
 */
export async function arriveBy(stage: Stage, arrival: Arrival): Promise<Stage> {
  const visitId = newId()
  const { visitNumber } = await requestContext()
  await keepVisit(visitId, visitNumber + 1, arrival)
  return { ...stage, ctx: { ...stage.ctx, visitId } }
}

const cameFrom = ({ source }: Wishes): Arrival | null => (source ? { source, campaign: null } : null)

/** Keeps a visit that begins now. */
async function keepVisit(id: string, number: number, arrival: Arrival | null): Promise<void> {
  await keep('visit', { id, number, lastSeen: realNow().getTime(), arrival })
}

/** Starts this browser afresh: signed out, a new visitor, no consent said, the clock at now. The journey may go on. */
export async function startAfresh(stage: Stage, keeping: Partial<Wishes> = {}): Promise<Stage> {
  if (stage.ctx.customerId) await signOut(stage.ctx, thisBrowser)
  ;(await cookies()).delete(COOKIES.consent)
  const ids = { visitorId: newId(), visitId: newId() }
  await thisBrowser.becomeVisitor(ids)
  const ctx = { ...stage.ctx, ...ids, customerId: null, answer: null }
  return setWishes({ ctx, wishes: { ...NO_WISHES, offsetMs: keeping.offsetMs ?? 0 } }, keeping)
}

/** Comes in as a customer whose password is known. */
export async function enterAs(stage: Stage, customerId: string, open: () => Promise<void>): Promise<Stage> {
  await open()
  const { visitorId, visitId } = await welcome(stage.ctx, customerId, thisBrowser)
  return { ...stage, ctx: { ...stage.ctx, customerId, visitorId, visitId } }
}

/**
 * Makes this browser a seeded persona (or the newcomer): afresh, then signed in through the door that takes only
 * seeded ids. Null for an id that is none of theirs, and for one of who was erased.
 */
export async function becomePersona(stage: Stage, id: string): Promise<Stage | null> {
  const persona = PERSONAS.find((candidate) => (candidate.id ?? candidate.key) === id)
  if (!persona) return null
  // Erased like anybody else; a reset brings them back.
  if (persona.id && (await db.customer.count({ where: { id: persona.id, erasedAt: null } })) === 0) return null
  const fresh = await startAfresh(stage, { country: stage.wishes.country })
  const personaId = persona.id
  if (!personaId) return fresh
  return enterAs(fresh, personaId, async () => {
    await signIn('persona', { personaId, redirect: false, redirectTo: '/' })
  })
}
