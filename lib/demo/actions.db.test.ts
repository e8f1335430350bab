import { beforeEach, describe, expect, it, vi } from 'vitest'
import { emptyDatabase, givenCustomer } from '@/test/database'
import {
  becomeAction,
  goToStepAction,
  moveClockAction,
  nextStepAction,
  nextVisitAction,
  openAsStaffAction,
  runMessagesAction,
  setArrivalAction,
  showArmAction,
  startAfreshAction,
  startJourneyAction,
} from './actions'
import { cookieNow, freshBrowser, goTo, signedIn } from './browser.fixture'
import { PERSONAS, STAFF_ID } from './personas'

const demo = vi.hoisted(() => {
  process.env.COOKIE_SECRET = 'cookie secret of the demo tests'
  return { on: true }
})
vi.mock('next/headers', async () => (await import('./browser.fixture')).nextHeaders)
vi.mock('@/lib/shopper/auth', async () => (await import('./browser.fixture')).nextAuth)
vi.mock('@/lib/core/env', async (original) => {
  const { env } = await original<typeof import('@/lib/core/env')>()
  return { env: () => ({ ...env(), DEMO: demo.on }) }
})
// As in Next: both end the action by throwing.
vi.mock('next/navigation', () => ({
  redirect: (path: string) => {
    throw new Error(`to ${path}`)
  },
  notFound: () => {
    throw new Error('not found')
  },
}))

const VERA = PERSONAS[1].id
const DAY = 86_400_000

const form = (fields: Record<string, string> = {}) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}
const days = () => Math.round((cookieNow('demo')?.offsetMs ?? 0) / DAY)

beforeEach(async () => {
  demo.on = true
  await emptyDatabase()
  freshBrowser({
    password: () => Promise.resolve(null),
    persona: ({ personaId }) => Promise.resolve(String(personaId)),
  })
  goTo('/')
})

describe('without DEMO=1', () => {
  it.each([
    ['becoming somebody', () => becomeAction(form({ id: VERA }))],
    ['moving the clock', () => moveClockAction(form({ days: '1' }))],
    ['setting the arrival', () => setArrivalAction(form({ source: 'facebook', country: 'US' }))],
    ['the next visit', () => nextVisitAction()],
    ['starting afresh', () => startAfreshAction()],
    ['starting a journey', () => startJourneyAction(form({ journey: 'alice' }))],
    ['the next step', () => nextStepAction()],
    ['showing an arm', () => showArmAction(form({ experiment: 'everything', arm: 'generic' }))],
    ['running messages', () => runMessagesAction()],
    ['opening a page as staff', () => openAsStaffAction(form({ page: 'outbox' }))],
    ['going to a step', () => goToStepAction(form({ journey: 'alice', step: '1' }))],
  ])('%s is not found, and changes nothing', async (_, act) => {
    demo.on = false
    const before = cookieNow('visitor')
    await expect(act()).rejects.toThrow('not found')
    expect([cookieNow('visitor'), cookieNow('demo'), signedIn()]).toEqual([before, null, null])
  })
})

describe('showing an arm', () => {
  it('is kept for this browser, and taken back', async () => {
    await expect(showArmAction(form({ experiment: 'everything', arm: 'generic' }))).rejects.toThrow('to /demo#arms')
    expect(cookieNow('demo')?.forced).toEqual({ everything: 'generic' })
    await expect(showArmAction(form({ experiment: 'everything', arm: '' }))).rejects.toThrow('to /demo#arms')
    expect(cookieNow('demo')?.forced).toEqual({})
  })

  it.each([{ experiment: 'unheard-of', arm: 'generic' }, { experiment: 'everything', arm: 'loud' }, {}])(
    'that is none is not found: %o',
    async (fields) => {
      await expect(showArmAction(form(fields as Record<string, string>))).rejects.toThrow('not found')
      expect(cookieNow('demo')?.forced ?? {}).toEqual({})
    },
  )
})

it('messages are run for whoever is signed in, and for nobody else', async () => {
  await expect(runMessagesAction()).rejects.toThrow('to /demo#messages')
})

it('says that a run failed, as it does in a shop without its projections', async () => {
  await givenCustomer({ id: VERA, seeded: true })
  await expect(becomeAction(form({ id: VERA }))).rejects.toThrow('to /')
  await expect(runMessagesAction()).rejects.toThrow(/^to \/demo\?ran=failed&against=#messages$/)
})

describe('a page of the studio', () => {
  it('is opened as staff, whoever this browser was', async () => {
    await givenCustomer({ id: STAFF_ID, seeded: true, role: 'staff' })
    await expect(openAsStaffAction(form({ page: 'simulated' }))).rejects.toThrow(/^to \/studio\/results$/)
    expect(signedIn()).toBe(STAFF_ID)
    await expect(openAsStaffAction(form({ page: 'outbox' }))).rejects.toThrow(/^to \/studio\/outbox$/)
  })

  it.each([{ page: '/studio/programme' }, { page: '//evil.example' }, {}])('is one of a few: %o', async (fields) => {
    await expect(openAsStaffAction(form(fields as Record<string, string>))).rejects.toThrow('not found')
    expect(signedIn()).toBeNull()
  })
})

describe('becoming somebody', () => {
  it('takes seeded ids', async () => {
    await givenCustomer({ id: VERA, seeded: true })
    await expect(becomeAction(form({ id: VERA }))).rejects.toThrow('to /')
    expect(signedIn()).toBe(VERA)
    await expect(becomeAction(form({ id: 'newcomer' }))).rejects.toThrow('to /')
    expect(signedIn()).toBeNull()
  })

  it.each([['an id of another'], ['']])('takes nothing else: "%s"', async (what) => {
    const { id } = await givenCustomer()
    await expect(becomeAction(form({ id: what && id }))).rejects.toThrow('not found')
    await expect(becomeAction(form())).rejects.toThrow('not found')
    expect(signedIn()).toBeNull()
  })
})

describe('the clock', () => {
  it('goes forward by days, again and again, and back to now', async () => {
    await expect(moveClockAction(form({ days: '5' }))).rejects.toThrow('to /demo')
    await expect(moveClockAction(form({ days: '30' }))).rejects.toThrow('to /demo')
    expect(days()).toBe(35)
    await expect(moveClockAction(form({ back: '1' }))).rejects.toThrow('to /demo')
    expect(cookieNow('demo')?.offsetMs).toBe(0)
  })

  it('goes to a date, at the same time of day, counted from now and not from where it stood', async () => {
    const in40 = new Date(Date.now() + 40 * DAY).toISOString().slice(0, 10)
    for (let i = 0; i < 2; i++) await expect(moveClockAction(form({ date: in40 }))).rejects.toThrow(/^to \/demo$/)
    expect(cookieNow('demo')?.offsetMs).toBe(40 * DAY)
  })

  it.each([
    { date: 'tomorrow' },
    { date: '2026-02-30' },
    { date: '9999-01-01' },
    { days: '-1' },
    { days: '1.5' },
    { days: '99999' },
    {},
  ])('says what is wrong with %o, and stays', async (fields) => {
    await expect(moveClockAction(form(fields as Record<string, string>))).rejects.toThrow('to /demo?problem=date')
    expect(cookieNow('demo')?.offsetMs ?? 0).toBe(0)
  })

  it('goes ten years far, and no further by small steps', async () => {
    await expect(moveClockAction(form({ days: '3660' }))).rejects.toThrow(/^to \/demo$/)
    await expect(moveClockAction(form({ days: '1' }))).rejects.toThrow('to /demo?problem=date')
    expect(days()).toBe(3660)
  })
})

describe('arrival', () => {
  it('is set for this browser, and nonsense is no source and no country', async () => {
    await expect(setArrivalAction(form({ source: 'facebook', country: 'PL' }))).rejects.toThrow('to /demo')
    expect(cookieNow('demo')).toMatchObject({ source: 'facebook', country: 'PL' })
    await expect(setArrivalAction(form({ source: '<script>', country: 'Poland' }))).rejects.toThrow('to /demo')
    expect(cookieNow('demo')).toMatchObject({ source: null, country: 'US' })
  })
})

describe('the next visit', () => {
  it('is another visit of the same visitor, under the same clock, from where the presenter said', async () => {
    await expect(moveClockAction(form({ days: '5' }))).rejects.toThrow('to /demo')
    await expect(setArrivalAction(form({ source: 'facebook', country: 'US' }))).rejects.toThrow('to /demo')
    const [visitor, visit, wishes] = [cookieNow('visitor'), cookieNow('visit'), cookieNow('demo')]
    await expect(nextVisitAction()).rejects.toThrow(/^to \/$/)
    expect([cookieNow('visitor'), cookieNow('demo')]).toEqual([visitor, wishes])
    const next = cookieNow('visit')
    expect(next).toMatchObject({ number: (visit?.number ?? 0) + 1, arrival: { source: 'facebook' } })
    expect(next?.id).not.toBe(visit?.id)
    // It has begun: the next page does not begin another.
    goTo('/')
    expect(cookieNow('visit')?.id).toBe(next?.id)
  })
})

describe('a journey', () => {
  it('starts with the arrival, as a new visitor', async () => {
    const before = cookieNow('visitor')?.id
    await expect(startJourneyAction(form({ journey: 'alice' }))).rejects.toThrow('to /?utm_source=facebook')
    expect(cookieNow('demo')?.journey).toMatchObject({ key: 'alice', step: 0, acts: 1 })
    expect(cookieNow('visitor')?.id).not.toBe(before)
    await expect(nextStepAction()).rejects.toThrow('to /c/dresses')
    expect(cookieNow('demo')?.journey).toMatchObject({ step: 1, acts: 1 })
  })

  it('leads nowhere that it does not know', async () => {
    await expect(startJourneyAction(form({ journey: 'unheard-of' }))).rejects.toThrow('not found')
    await expect(nextStepAction()).rejects.toThrow('to /demo')
    for (const step of ['-1', '99', 'x', '1.5']) {
      await expect(goToStepAction(form({ journey: 'alice', step }))).rejects.toThrow('not found')
    }
    await expect(goToStepAction(form({ step: '1' }))).rejects.toThrow('not found')
  })

  it('can be entered at a step', async () => {
    await expect(goToStepAction(form({ journey: 'alice', step: '1' }))).rejects.toThrow('to /c/dresses')
    expect(cookieNow('demo')?.journey).toMatchObject({ step: 1, acts: 1 })
  })
})
