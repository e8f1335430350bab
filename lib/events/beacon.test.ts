import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { CLICK_PLACES, keptId, MOST_FACTS, OLDEST_MS, passed, readBeacon } from './beacon'

const ID = '7f1d6c1e-3a52-4c5e-9d35-0b5a4a8f2f11'
const click = { id: ID, kind: 'click', product: 'rapace-gown', place: 'home.shelf-1', age: 10 }
const read = (content: unknown) =>
  readBeacon(Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)))

describe('what a page tells', () => {
  it('is facts, with what matters and nothing else', () => {
    const dwell = { id: ID, kind: 'dwell', product: 'rapace-gown', seconds: 7.25 }
    expect(read({ events: [{ ...click, visitorId: 'mine', at: '2020-01-01' }, dwell] })).toEqual({
      ok: true,
      value: [click, { ...dwell, age: 0 }],
    })
  })

  it('is never older than a visit can be idle', () => {
    expect(read({ events: [{ ...click, age: 1e15 }] })).toMatchObject({ value: [{ age: OLDEST_MS }] })
  })

  it.each<[string, unknown]>([
    ['nothing', ''],
    ['no JSON', '{"events":'],
    ['a list', []],
    ['null', null],
    ['no events', {}],
    ['an empty list', { events: [] }],
    ['another kind', { events: [{ ...click, kind: 'purchase' }] }],
    ['no id', { events: [{ ...click, id: undefined }] }],
    ['an id that is none', { events: [{ ...click, id: '1' }] }],
    ['a piece with a path', { events: [{ ...click, product: '../x' }] }],
    ['a piece with a NUL', { events: [{ ...click, product: 'a\u0000b' }] }],
    ['a place with markup', { events: [{ ...click, place: '<b>' }] }],
    ['a place of no page of ours', { events: [{ ...click, place: 'home.shelf-9' }] }],
    ['a piece with a name of no end', { events: [{ ...click, product: 'a'.repeat(121) }] }],
    ['the future', { events: [{ ...click, age: -1 }] }],
    ['an endless age', { events: [{ ...click, age: '1e999' }] }],
    ['seconds in words', { events: [{ id: ID, kind: 'dwell', product: 'a', seconds: 'ten' }] }],
    ['one bad among good ones', { events: [click, { ...click, place: 1 }] }],
    ['deep nesting', '['.repeat(8_000)],
  ])('is refused in words when it is %s', (_, content) => {
    const answer = read(content)
    expect(answer).toMatchObject({ ok: false, fault: { status: 400 } })
    expect(answer.ok ? '' : answer.fault.message).toContain('Expected: {"events"')
  })

  it('is refused when it is no UTF-8', () => {
    expect(readBeacon(Buffer.from([0xff, 0xfe]))).toMatchObject({ fault: { status: 400 } })
  })

  it('is refused as too much: of bytes, and of facts', () => {
    expect(readBeacon(null)).toMatchObject({ fault: { status: 413 } })
    const many = (count: number) => read({ events: Array.from({ length: count }, () => click) })
    expect(many(MOST_FACTS).ok).toBe(true)
    expect(many(MOST_FACTS + 1)).toMatchObject({ fault: { status: 413 } })
  })
})

it('every slot that a page decides is a place in which a card may be followed', () => {
  const folder = path.resolve(import.meta.dirname, '../experience')
  const slots = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(test|fixture)\./.test(file))
    .flatMap((file) => [...readFileSync(path.join(folder, file), 'utf8').matchAll(/\bslot(?:\??:| =) (.*)/g)])
    .flatMap(([, said = '']) => [...said.matchAll(/'([a-z]+\.[a-z0-9-]+)'/g)].map(([, slot]) => slot))
  expect(slots.length).toBeGreaterThan(12)
  expect(slots.filter((slot) => !CLICK_PLACES.some((place) => place === slot))).toEqual([])
})

it('seconds on a piece pass marks, exactly at them', () => {
  expect([0, 4.99, 5, 14.99, 15, 45, 1e300].map(passed)).toEqual([[], [], [5], [5], [5, 15], [5, 15, 45], [5, 15, 45]])
})

it('a told id is kept as the teller’s own', () => {
  expect(keptId('a', ID)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(keptId('a', ID)).toBe(keptId('a', ID))
  expect(keptId('a', ID)).not.toBe(keptId('b', ID))
})
