import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { readPerson } from '@/lib/experience/read-person'
import { sayIn } from '@/lib/experience/say'
import { givenBrowser, givenContext, givenProgramme, PASSWORD } from '@/lib/flows/flows.fixture'
import { sayLetters } from '@/lib/flows/letters'
import { readLetters } from '@/lib/flows/letters-view'
import { register } from '@/lib/flows/register'
import { signIn } from '@/lib/flows/sign-in'
import type { FlowContext } from '@/lib/flows/types'
import { MESSAGE_KINDS } from '@/lib/shopper/letters'
import { consentOf, marketOf } from '@/lib/shopper/market'
import { emptyDatabase, givenCustomer, TEST_NOW } from '@/test/database'
import { readCandidates } from '../campaigns/audience'

beforeEach(emptyDatabase)

const email = 'alice@example.test'
/** An address of which nobody can tell the country: it shops as at home, and has to be asked first. */
const unplaced = { market: { ...marketOf('US'), consent: 'opt-in' as const } }

async function givenAccount(values: Partial<FlowContext> = {}): Promise<string> {
  const form = { name: 'Alice Hartwell', email, password: PASSWORD }
  const result = await register(givenContext(values), form, givenBrowser().browser)
  if (!result.ok) throw new Error(`not registered: ${result.fault.said.code}`)
  return result.value.customerId
}

const account = (id: string) => db.customer.findUniqueOrThrow({ where: { id } })

/** Whether messages may make use of what was learned of them, and whether they are asked first, by both readers. */
async function readings(id: string) {
  await givenProgramme()
  const person = await readPerson(id, TEST_NOW, 'message')
  const runId = randomUUID()
  await db.valueRun.create({ data: { id: runId, asOf: TEST_NOW, base: {}, report: {} } })
  const value = { score: 1, rank: 1, percentile: 50, segment: 'one-timer', atRisk: false, trend: 'steady' }
  await db.valueRow.create({ data: { runId, customerId: id, ...value, orders: 0, spend: 0n, scores: [] } })
  const audience = { tiers: [], segments: [], band: null, atRisk: null }
  const asked = { audience, kind: 'news', asOf: TEST_NOW, movedClock: false }
  const [found] = await readCandidates(runId, asked, { ids: [id] })
  await db.valueRun.delete({ where: { id: runId } })
  await db.programmeVersion.deleteMany()
  const { allowed, consent } = found?.candidate ?? {}
  return [
    { consent: person?.shopper.consent, allowed: person?.shopper.allowed },
    { consent, allowed },
  ]
}
const both = <T>(reading: T): T[] => [reading, reading]

describe('the rule that an account was opened under', () => {
  it('is kept where the country could not be told: nothing is written or learned before a yes', async () => {
    const id = await givenAccount(unplaced)
    expect(await account(id)).toMatchObject({ country: 'US', consentRule: 'opt-in' })
    expect(await readings(id)).toEqual(both({ consent: 'opt-in', allowed: false }))
    const view = await readLetters({ id, email }, sayIn('en-US', 'USD', 'UTC'))
    expect(view.kinds.map(({ on }) => on)).toEqual(MESSAGE_KINDS.map(() => false))
    expect(view.kinds[0]?.said).not.toContain('United States')
    // A yes that changes what holds is written; under the country's rule it would have changed nothing.
    const choices = { news: 'on' } as const
    expect(await sayLetters({ customerId: id, choices, source: 'account', now: TEST_NOW, expressly: false })).toEqual([
      'news',
    ])
  })

  it('is the market’s own elsewhere', async () => {
    const id = await givenAccount()
    expect(await account(id)).toMatchObject({ country: 'US', consentRule: 'opt-out', privacyControlAt: null })
    expect(await readings(id)).toEqual(both({ consent: 'opt-out', allowed: true }))
  })

  it('is a yes first of whom only the till or an import knows', async () => {
    const till = await givenCustomer({ externalRef: 'till 1' })
    expect(consentOf(await account(till.id))).toBe('opt-in')
    expect(await readings(till.id)).toEqual(both({ consent: 'opt-in', allowed: false }))
  })
})

describe('Global Privacy Control', () => {
  it('at the account’s opening is remembered by messages, until they choose', async () => {
    const id = await givenAccount({ globalPrivacyControl: true })
    expect(await account(id)).toMatchObject({ consentRule: 'opt-out', privacyControlAt: TEST_NOW })
    expect(await readings(id)).toEqual(both({ consent: 'opt-out', allowed: false }))
    await db.consentChoice.create({ data: { id: randomUUID(), customerId: id, choice: 'on', at: TEST_NOW } })
    expect(await readings(id)).toEqual(both({ consent: 'opt-out', allowed: true }))
  })

  it('at a sign-in is noted once, and kept when another browser does not send it', async () => {
    const id = await givenAccount()
    const later = (hours: number) => new Date(TEST_NOW.getTime() + hours * 3_600_000)
    const come = async (values: Partial<FlowContext>) => {
      const result = await signIn(givenContext(values), { email, password: PASSWORD }, givenBrowser().browser)
      expect(result.ok).toBe(true)
      return (await account(id)).privacyControlAt
    }
    expect(await come({})).toBeNull()
    expect(await come({ globalPrivacyControl: true, now: later(1) })).toEqual(later(1))
    expect(await come({ globalPrivacyControl: true, now: later(2) })).toEqual(later(1))
    expect(await come({ now: later(3) })).toEqual(later(1))
  })
})

describe('what is said under a moved clock', () => {
  it('counts, is known for a rehearsal, and is written again when it is said in earnest', async () => {
    const { id: customerId } = await givenCustomer({ country: 'US' })
    const saying = { customerId, choices: { news: 'off' }, source: 'account', expressly: false } as const
    const ahead = { now: new Date(TEST_NOW.getTime() + 86_400_000), movedClock: true }
    expect(await sayLetters({ ...saying, ...ahead })).toEqual(['news'])
    expect(await sayLetters({ ...saying, ...ahead })).toEqual([])
    expect(await sayLetters({ ...saying, now: TEST_NOW })).toEqual(['news'])
    expect(await sayLetters({ ...saying, ...ahead })).toEqual([])
    const rows = await db.messageChoice.findMany({ orderBy: { seq: 'asc' } })
    expect(rows.map(({ choice, movedClock }) => [choice, movedClock])).toEqual([
      ['off', true],
      ['off', false],
    ])
  })
})
