import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { answer, checkAsked, type Asked } from '../scripts/lib/loyalty-answer'
import { runNode } from '../scripts/lib/processes.mjs'
import { emptyDatabase, givenCustomer } from './database'

beforeEach(emptyDatabase)

const database = decodeURIComponent(new URL(process.env.DATABASE_URL ?? '').pathname.slice(1))

async function asked(values: Asked): Promise<{ printed: string; said: string[] }> {
  let printed = ''
  const said: string[] = []
  await answer(values, { print: async (text) => void (printed += text), say: (line) => said.push(line) })
  return { printed, said }
}

async function bought(name: string, day: string, amount: number, currency = 'PLN'): Promise<void> {
  const { id } = await givenCustomer({ name, email: null, externalRef: `till-${name}` })
  const at = new Date(`${day}T10:00:00Z`)
  const data = {
    id: randomUUID(),
    customerId: id,
    kind: 'purchase',
    at,
    amount: BigInt(amount),
    currency,
    channel: 'till',
  }
  await db.loyaltyEntry.create({ data })
}

describe('the report', () => {
  beforeEach(async () => {
    await bought('Ada', '2011-12-09', 30_000)
    await bought('Bo', '2011-11-09', 29_999)
    await bought('Cy', '2011-12-10', 200_000)
  })

  it('is one object, as of the end of the day asked for', async () => {
    const { printed } = await asked({ program: 'classic', 'as-of': '2011-12-09', json: true })
    expect(JSON.parse(printed)).toEqual({
      ...{ asOf: '2011-12-09', members: 2, qualifyingSpend: 59_999 },
      tiers: { White: 1, Green: 1, Silver: 0, Golden: 0 },
    })
  })

  it('takes settings, and the day in their time zone', async () => {
    const set = ['hold.days=29', 'timeZone=Pacific/Kiritimati']
    const { printed } = await asked({ program: 'classic', 'as-of': '2011-12-09', set, json: true })
    // Ada bought when it was the tenth there already.
    expect(JSON.parse(printed)).toMatchObject({ members: 1, qualifyingSpend: 29_999 })
  })

  it('is a table for people', async () => {
    const { printed } = await asked({ program: 'classic', 'as-of': '2011-12-10' })
    expect(printed).toMatch(/Classic, as of the end of 2011-12-10 \(UTC\)\n\n {2}Tier .*Members/)
    expect(printed).toMatch(/Golden +1 +33\.3%\n/)
  })

  it('lists an audience, as CSV too', async () => {
    const list = { program: 'classic', 'as-of': '2011-12-10', audience: 'green' }
    expect((await asked({ ...list, csv: true })).printed).toBe(
      'customer,name,email,tier,qualifying_spend,currency,member_since,next_tier,amount_to_next\r\n' +
        'till-Ada,Ada,,Green,300.00,PLN,2011-12-09,Silver,700.00\r\n',
    )
    expect(JSON.parse((await asked({ ...list, json: true })).printed).members).toHaveLength(1)
    expect((await asked(list)).printed).toMatch(/till-Ada +Ada +PLN\s300\.00/)
  })

  it('holds another programme beside it', async () => {
    const whatIf = { program: 'classic', 'as-of': '2011-12-10', 'what-if': ['tiers.Green.threshold=299.99'] }
    expect(JSON.parse((await asked({ ...whatIf, json: true })).printed)).toMatchObject({
      tiers: { White: 1, Green: 1, Silver: 0, Golden: 1 },
      whatIf: {
        tiers: { White: 0, Green: 2, Silver: 0, Golden: 1 },
        moves: [{ from: 'White', to: 'Green', members: 1 }],
      },
    })
    expect((await asked(whatIf)).printed).toMatch(/White +Green +1 +Bo\n/)
  })

  it('goes by the programme of the database, as of that day, unless one is named', async () => {
    const definition = { ...sorento, name: 'Of this database' }
    await db.programmeVersion.create({
      data: { id: randomUUID(), name: 'x', definition, effectiveFrom: new Date('2011-01-01') },
    })
    expect((await asked({ 'as-of': '2011-12-10' })).printed).toContain('Of this database')
    expect((await asked({ 'as-of': '2011-12-10', program: 'classic' })).printed).toContain('Classic')
  })

  it('is as of the shop’s today where the demo filled the database', async () => {
    await db.setting.createMany({
      data: [
        { key: 'seedNow', value: '2011-12-09T22:00:00Z' },
        { key: 'resetAt', value: new Date().toISOString() },
      ],
    })
    const { code, said } = await runNode(
      ['scripts/loyalty-report.mjs', '--program', 'classic', '--database', database, '--json'],
      { onLine: () => {} },
    )
    expect([code, JSON.parse(said.split('\n').find((line) => line.startsWith('{')) ?? '{}')]).toEqual([
      0,
      expect.objectContaining({ asOf: '2011-12-09', members: 2 }),
    ])
  })
})

describe('what cannot be answered', () => {
  it.each<[Asked, string]>([
    [{ program: 'gold' }, 'There is no programme "gold"; there are sorento and classic.'],
    [{ 'as-of': '2011-02-29' }, '--as-of takes a day as in 2011-12-09, not "2011-02-29".'],
    [{ csv: true }, '--csv lists an audience: add --audience TIER.'],
    [{ audience: 'Green', csv: true, json: true }, 'Choose one of --csv and --json.'],
    [{ audience: 'Green', 'what-if': ['hold.days=1'] }, '--audience lists who holds a tier'],
  ])('is told before a database is opened: %j', (values, message) => {
    expect(() => checkAsked(values)).toThrow(message)
  })

  it('says which tiers there are, and what is wrong with a setting', async () => {
    const program = 'classic'
    await expect(asked({ program, audience: 'Platinum' })).rejects.toThrow(
      'There is no tier "Platinum"; there are White, Green, Silver, Golden.',
    )
    await expect(asked({ program: 'sorento', audience: 'Platinum' })).rejects.toThrow('there are none, Bronze, Silver')
    await expect(asked({ program, set: ['hold.days=soon'] })).rejects.toThrow(
      '--set hold.days=soon: hold.days: Invalid input: expected number, received string.',
    )
    await expect(asked({ program, 'what-if': ['tiers.Green.threshold=1000'] })).rejects.toThrow(
      /^--what-if tiers\.Green\.threshold=1000: tiers\.2\.threshold: must be above Green's threshold/,
    )
  })

  it('says that there is nobody, and where they come from', async () => {
    const { said } = await asked({ program: 'classic', json: true })
    expect(said).toEqual([expect.stringContaining('loyalty:import')])
  })

  it('ends with code 2 and nothing on standard output', async () => {
    const { code, said } = await runNode(['scripts/loyalty-report.mjs', '--program', 'gold', '--json'], {
      onLine: () => {},
    })
    expect(code).toBe(2)
    expect(said).toContain('There is no programme "gold"')
  })
})
