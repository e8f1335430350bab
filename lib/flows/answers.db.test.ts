import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/lib/core/db'
import { readShopperFacts } from '@/lib/experience/queries'
import { daysAgo, emptyDatabase, givenCustomer, TEST_NOW } from '@/test/database'
import { answerQuestions } from './answers'
import { answerQuestionsAction, languageAction } from './answers-actions'
import { MOST_SAID } from './contribute-limit'
import { flowContext } from './context'
import { givenContext } from './flows.fixture'

const asking = vi.hoisted(() => ({ request: {} as Record<string, unknown>, kept: [] as unknown[] }))
vi.mock('@/lib/shopper/request', () => ({ requestContext: () => Promise.resolve(asking.request) }))
vi.mock('next/cache', () => ({ refresh: () => undefined, revalidatePath: () => undefined }))
vi.mock('./browser', () => ({ keep: (...what: unknown[]) => Promise.resolve(asking.kept.push(what)) }))
vi.mock('@/lib/core/log', () => ({ logFault: () => undefined }))

/** A form of these fields. */
function formWith(fields: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

const by = (customerId: string, days = 0) => ({ ...givenContext({ now: daysAgo(days) }), customerId })
const ask = (customerId: string | null) => (asking.request = { ...givenContext(), sessionCustomerId: customerId })
const rows = () =>
  db.customerAnswer.findMany({
    orderBy: { seq: 'asc' },
    select: { customerId: true, question: true, value: true, at: true },
  })
const values = async () => (await rows()).map(({ question, value }) => [question, value])
const held = async (customerId: string) => {
  const { visitorId } = givenContext()
  return (await readShopperFacts({ visitorId, customerId, asOf: TEST_NOW })).answers
}

beforeEach(async () => {
  await emptyDatabase()
  asking.kept = []
})

describe('answers about oneself', () => {
  it('are facts: of each question the newest counts, and an empty one takes it back', async () => {
    const { id } = await givenCustomer()
    await answerQuestions(by(id, 3), { 'birthday-month': '4', 'time-zone': 'Europe/Warsaw', language: '' })
    await answerQuestions(by(id, 2), { 'birthday-month': '5', 'time-zone': 'Europe/Warsaw', language: 'pl' })
    expect(await held(id)).toEqual({ 'birthday-month': '5', 'time-zone': 'Europe/Warsaw', language: 'pl' })
    await answerQuestions(by(id, 1), { 'birthday-month': '', 'time-zone': 'Europe/Warsaw', language: 'pl' })
    expect(await held(id)).toEqual({ 'time-zone': 'Europe/Warsaw', language: 'pl' })
    expect(await rows()).toEqual([
      { customerId: id, question: 'birthday-month', value: '4', at: daysAgo(3) },
      { customerId: id, question: 'time-zone', value: 'Europe/Warsaw', at: daysAgo(3) },
      { customerId: id, question: 'birthday-month', value: '5', at: daysAgo(2) },
      { customerId: id, question: 'language', value: 'pl', at: daysAgo(2) },
      { customerId: id, question: 'birthday-month', value: null, at: daysAgo(1) },
    ])
  })

  it('that hold already are not written again, also when sent several times at once; absent ones stay', async () => {
    const { id } = await givenCustomer()
    const twelve = { 'birthday-month': '12' }
    await Promise.all([1, 2, 3].map(() => answerQuestions(by(id), twelve)))
    await answerQuestions(by(id), {})
    expect(await values()).toEqual([['birthday-month', '12']])
  })

  it.each([
    ['birthday-month', ['0', '13', '04', '4.0', '-1', 'April', '1 ', '١']],
    ['time-zone', ['Europe/Sorento', 'warsaw', '../etc', 'Europe/Warsaw ', 'x'.repeat(61)]],
    ['language', ['de', 'PL', 'pl-PL', 'toString', '__proto__']],
  ])('of the question "%s" are refused beside it where it has no such answer', async (question, wrong) => {
    const { id } = await givenCustomer()
    for (const value of wrong) {
      const result = await answerQuestions(by(id), { language: 'pl', [question]: value })
      expect(result, value).toMatchObject({ ok: false, fault: { said: { code: 'answers.look' } } })
      expect(result.ok || Object.keys(result.fault.fields ?? {})).toEqual([question])
    }
    expect(await rows()).toEqual([])
  })

  it('come no more often than anybody needs to give them', async () => {
    const { id } = await givenCustomer()
    const most = MOST_SAID.said.own
    for (let i = 0; i < most; i++) await answerQuestions(by(id), { language: i % 2 ? 'pl' : 'en' })
    const result = await answerQuestions(by(id), { 'birthday-month': '1' })
    expect(result).toMatchObject({ ok: false, fault: { said: { code: 'answers.often' } } })
    expect(await rows()).toHaveLength(most)
  })

  it('are nobody else’s, and nobody’s once they are erased', async () => {
    const [one, other] = [await givenCustomer(), await givenCustomer({ email: null, name: '', erasedAt: TEST_NOW })]
    await answerQuestions(by(one.id), { language: 'pl' })
    await answerQuestions(by(other.id), { language: 'pl' })
    expect((await rows()).map(({ customerId }) => customerId)).toEqual([one.id])
  })
})

describe('the form', () => {
  it('is for who is signed in: others are asked to, and nothing is written', async () => {
    ask(null)
    await expect(answerQuestionsAction(null, formWith({ language: 'pl' }))).rejects.toThrow('NEXT_REDIRECT')
    expect(await rows()).toEqual([])
  })

  it('says what is wrong beside the field, keeps what was chosen, and answers in their language', async () => {
    const { id } = await givenCustomer()
    ask(id)
    const wrong = formWith({ 'birthday-month': '13', 'time-zone': 'Europe/Paris' })
    expect(await answerQuestionsAction(null, wrong)).toEqual({
      status: 'error',
      message: 'Look at the marked fields. Nothing was saved.',
      errors: { 'birthday-month': 'Choose a month, or none.' },
      values: { 'birthday-month': '13', 'time-zone': 'Europe/Paris' },
    })
    await answerQuestions(by(id), { language: 'pl' })
    expect((await flowContext()).market.locale).toBe('pl-PL')
  })

  it('takes anything for a form without harm', async () => {
    const { id } = await givenCustomer()
    ask(id)
    for (const sent of [null, undefined, 'x', { language: 'pl' }, new FormData()]) {
      await expect(answerQuestionsAction(null, sent as FormData)).rejects.toThrow('NEXT_REDIRECT')
    }
    expect(await rows()).toEqual([])
  })
})

describe('the switch at the foot of a page', () => {
  it('is kept by the browser, and by the account of who is signed in', async () => {
    ask(null)
    await languageAction(formWith({ language: 'pl' }))
    expect(asking.kept).toEqual([['language', { language: 'pl' }]])
    expect(await rows()).toEqual([])
    const { id } = await givenCustomer()
    ask(id)
    await languageAction(formWith({ language: 'pl' }))
    await languageAction(formWith({ language: 'en' }))
    expect(await values()).toEqual([
      ['language', 'pl'],
      ['language', 'en'],
    ])
  })

  it('changes nothing for staff who see the shop as somebody else', async () => {
    asking.request = { ...ask((await givenCustomer()).id), viewing: { customerId: 'another' }, url: '/cart' }
    await expect(languageAction(formWith({ language: 'pl' }))).rejects.toThrow('NEXT_REDIRECT')
    expect(asking.kept).toEqual([])
    expect(await rows()).toEqual([])
  })

  it('does nothing for a language that we do not speak', async () => {
    ask((await givenCustomer()).id)
    for (const language of ['', 'de', 'PL', 'constructor']) await languageAction(formWith({ language }))
    expect(asking.kept).toEqual([])
    expect(await rows()).toEqual([])
  })
})
