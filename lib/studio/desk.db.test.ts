import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { getEditorial } from '@/lib/content/queries'
import { db } from '@/lib/core/db'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { marketOf } from '@/lib/shopper/market'
import { daysAgo, emptyDatabase, givenCustomer, givenPiece, TEST_NOW } from '@/test/database'
import { contentStatusAction, saveContentAction } from './content/actions'
import { changeContent, readStored } from './content/queries'
import { addRuleAction, retireRuleAction } from './merchandising/actions'

// What marketers decide, through the actions that their forms call.

const asking = vi.hoisted(() => ({ customerId: null as string | null, now: new Date(0) }))
vi.mock('@/lib/shopper/request', () => ({
  requestContext: () =>
    Promise.resolve({ sessionCustomerId: asking.customerId, now: asking.now, market: marketOf('US') }),
}))
// As in Next: both end the action by throwing.
vi.mock('next/navigation', () => ({
  redirect: (path: string) => {
    throw new Error(`to ${path}`)
  },
  notFound: () => {
    throw new Error('not found')
  },
  unstable_rethrow: (error: unknown) => {
    if (error instanceof Error && /^(?:to |not found)/.test(error.message)) throw error
  },
}))

type Fields = Record<string, string | string[]>
function formOf(fields: Fields): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) form.append(name, each)
  return form
}

const RULE = {
  ...{ kind: 'pin', what: 'product:test-gown', where: 'dresses', place: '1', factor: '' },
  ...{ from: '2026-11-21', until: '', note: 'New season' },
}
const EDIT = {
  ...{ piece: '', seen: '', kind: 'edit', title: 'Bare shoulders', slug: '', line: 'One line.', link: 'See it' },
  ...{ body: 'First.\n\nSecond.', picture: 'product:test-gown', select: ['category:dresses'] },
  ...{ weight: '1', visits: '3', days: '14' },
}
const addRule = (fields: Fields = {}) => addRuleAction(null, formOf({ ...RULE, ...fields }))
const save = (fields: Fields = {}) => saveContentAction(null, formOf({ ...EDIT, ...fields }))
const setStatus = (fields: Fields) => contentStatusAction(formOf(fields))

const version = async () => (await db.setting.findUnique({ where: { key: 'editorialVersion' } }))?.value ?? ''
/** What the shop knows at the version that its next request reads. */
const editorial = async () => getEditorial(await version())
const seenOf = async (slug: string) =>
  (await db.contentPiece.findUniqueOrThrow({ where: { slug } })).updatedAt.toISOString()

beforeEach(async () => {
  await emptyDatabase()
  await db.programmeVersion.create({
    data: {
      ...{ id: randomUUID(), name: sorento.name, effectiveFrom: daysAgo(730) },
      definition: structuredClone(sorento),
    },
  })
  await givenPiece()
  // The catalogue is held in memory by its version, across tests.
  await db.setting.upsert({
    where: { key: 'catalogueVersion' },
    create: { key: 'catalogueVersion', value: randomUUID() },
    update: { value: randomUUID() },
  })
  asking.customerId = (await givenCustomer({ role: 'staff' })).id
  asking.now = TEST_NOW
})

describe('to whom staff is not asking, the desk is an unknown page', () => {
  it.each([
    ['a stranger', () => Promise.resolve(null)],
    ['a customer', async () => (await givenCustomer()).id],
    ['a session whose customer is gone', () => Promise.resolve(randomUUID())],
  ])('%s', async (_, who) => {
    await expect(save()).rejects.toThrow('to /studio/content/bare-shoulders')
    await expect(addRule()).rejects.toThrow('to /studio/merchandising')
    const [rule] = await db.merchandisingRule.findMany()
    asking.customerId = await who()
    const seen = await seenOf('bare-shoulders')
    await expect(addRule({ place: '2' })).rejects.toThrow('not found')
    await expect(retireRuleAction(formOf({ id: rule?.id ?? '' }))).rejects.toThrow('not found')
    await expect(save({ slug: 'another' })).rejects.toThrow('not found')
    await expect(setStatus({ piece: 'bare-shoulders', seen, status: 'live' })).rejects.toThrow('not found')
    expect(await db.merchandisingRule.findMany()).toEqual([rule])
    expect(await db.contentPiece.findMany()).toMatchObject([{ slug: 'bare-shoulders', status: 'draft' }])
  })
})

describe('a rule about order', () => {
  it('is known to the shop with its next request, and no longer once it is taken back', async () => {
    const before = await version()
    await expect(addRule()).rejects.toThrow('to /studio/merchandising?said=added')
    expect(await version()).not.toBe(before)
    const [rule] = (await editorial()).rules
    expect(rule).toMatchObject({ kind: 'pin', place: 1, note: 'New season', target: { product: 'test-gown' } })
    const stored = await db.merchandisingRule.findFirstOrThrow()
    expect(stored).toMatchObject({ createdAt: TEST_NOW, createdBy: asking.customerId, retiredAt: null })
    await expect(retireRuleAction(formOf({ id: stored.id }))).rejects.toThrow('?said=retired')
    expect((await editorial()).rules).toEqual([])
    await expect(retireRuleAction(formOf({ id: stored.id }))).rejects.toThrow('?said=gone')
    // It stays on record.
    expect(await db.merchandisingRule.count()).toBe(1)
  })

  it('is written once when a form is sent twice', async () => {
    const answers = await Promise.allSettled([addRule(), addRule()])
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    expect(answers.flatMap((a) => (a.status === 'fulfilled' ? [a.value] : []))).toMatchObject([
      { status: 'error', message: expect.stringContaining('already') },
    ])
    expect(await db.merchandisingRule.count()).toBe(1)
  })

  it('is refused at its fields, and what is no rule’s id is told as gone', async () => {
    expect(await addRule({ place: '0', note: '' })).toMatchObject({
      status: 'error',
      errors: { place: expect.any(String), note: expect.any(String) },
      values: { what: 'product:test-gown' },
    })
    for (const id of ['', 'x', randomUUID()]) {
      await expect(retireRuleAction(formOf({ id }))).rejects.toThrow('?said=gone')
    }
    expect(await db.merchandisingRule.count()).toBe(0)
  })
})

describe('content', () => {
  const live = async () => {
    await expect(save()).rejects.toThrow('said=saved')
    await expect(
      setStatus({ piece: 'bare-shoulders', seen: await seenOf('bare-shoulders'), status: 'live' }),
    ).rejects.toThrow('said=live')
  }

  it('begins as a draft, which the shop does not know; live it does, retired no longer', async () => {
    await expect(save()).rejects.toThrow('to /studio/content/bare-shoulders?said=saved')
    expect(await readStored('bare-shoulders')).toMatchObject({
      ...{ kind: 'edit', status: 'draft', title: 'Bare shoulders', body: ['First.', 'Second.'] },
      ...{ selects: { categories: ['dresses'] }, updatedAt: TEST_NOW },
    })
    expect((await editorial()).contents).toEqual([])
    const before = await version()
    await expect(
      setStatus({ piece: 'bare-shoulders', seen: await seenOf('bare-shoulders'), status: 'live' }),
    ).rejects.toThrow('said=live')
    expect(await version()).not.toBe(before)
    expect((await editorial()).contents.map(({ slug }) => slug)).toEqual(['bare-shoulders'])
    await expect(
      setStatus({ piece: 'bare-shoulders', seen: await seenOf('bare-shoulders'), status: 'retired' }),
    ).rejects.toThrow('said=retired')
    expect((await editorial()).contents).toEqual([])
  })

  it('is not overwritten unseen: of two who opened the same, the second is told', async () => {
    await live()
    const seen = await seenOf('bare-shoulders')
    const open = { piece: 'bare-shoulders', seen }
    await expect(save({ ...open, line: 'The first editor’s line.' })).rejects.toThrow('said=saved')
    const answer = await save({ ...open, line: 'The second editor’s line.' })
    expect(answer).toMatchObject({
      status: 'error',
      message: expect.stringContaining('Nothing of yours was saved'),
      values: { line: 'The second editor’s line.' },
    })
    expect(await readStored('bare-shoulders')).toMatchObject({ line: 'The first editor’s line.', status: 'live' })
    await expect(setStatus({ ...open, status: 'retired' })).rejects.toThrow('said=changed')
    expect(await readStored('bare-shoulders')).toMatchObject({ status: 'live' })
  })

  it('of two who save at the very same moment only one does', async () => {
    await live()
    const open = { piece: 'bare-shoulders', seen: await seenOf('bare-shoulders') }
    const answers = await Promise.allSettled(['one', 'two', 'three'].map((line) => save({ ...open, line })))
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  })

  it('a change that came between reading and writing is not lost', async () => {
    await live()
    const seen = new Date(await seenOf('bare-shoulders'))
    const by = { staffId: asking.customerId ?? '', now: TEST_NOW }
    expect(await changeContent('bare-shoulders', seen, { status: 'retired' }, by)).toBe(true)
    expect(await changeContent('bare-shoulders', seen, { status: 'draft' }, by)).toBe(false)
    expect(await readStored('bare-shoulders')).toMatchObject({ status: 'retired' })
  })

  it('takes no address that is taken, and keeps its own', async () => {
    await live()
    expect(await save()).toMatchObject({ status: 'error', errors: { slug: expect.stringContaining('already') } })
    const open = { piece: 'bare-shoulders', seen: await seenOf('bare-shoulders') }
    await expect(save({ ...open, slug: 'elsewhere', kind: 'story' })).rejects.toThrow('/bare-shoulders?said=saved')
    expect(await db.contentPiece.findMany()).toMatchObject([{ slug: 'bare-shoulders', kind: 'edit' }])
  })

  it('an edit without pieces goes live neither at once nor by a change', async () => {
    await expect(save({ slug: 'empty', select: [] })).rejects.toThrow('said=saved')
    await expect(setStatus({ piece: 'empty', seen: await seenOf('empty'), status: 'live' })).rejects.toThrow(
      'said=empty',
    )
    expect(await readStored('empty')).toMatchObject({ status: 'draft' })
    await live()
    const open = { piece: 'bare-shoulders', seen: await seenOf('bare-shoulders') }
    expect(await save({ ...open, select: [] })).toMatchObject({ errors: { select: expect.any(String) } })
  })

  it('answers what no page sends with a message or an unknown page', async () => {
    expect(await saveContentAction(null, null as unknown as FormData)).toMatchObject({ status: 'error' })
    expect(await save({ piece: 'never-was', seen: '' })).toMatchObject({
      message: expect.stringContaining('not there'),
    })
    expect(await save({ piece: 'x\u0000', seen: 'soon' })).toMatchObject({ status: 'error' })
    await expect(setStatus({ piece: 'never-was', seen: '', status: 'live' })).rejects.toThrow('not found')
    await live()
    const open = { piece: 'bare-shoulders', seen: 'soon' }
    await expect(setStatus({ ...open, status: 'erased' })).rejects.toThrow('not found')
    await expect(setStatus({ ...open, status: 'retired' })).rejects.toThrow('said=changed')
  })
})
