import { describe, expect, it } from 'vitest'
import { readBytes } from '@/lib/core/body'
import { MOST_BYTES, MOST_ROWS, readPurchases } from './request'

const read = (body: unknown) => readPurchases(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)))
const rows = (count: number) => ({ purchases: Array.from({ length: count }, (_, i) => ({ id: String(i) })) })

describe('the body of a request', () => {
  it('is a list of up to a thousand rows, looked at later', () => {
    expect(read({ purchases: [] })).toEqual({ ok: true, value: [] })
    expect(read({ purchases: [{ id: 't-1' }, {}], more: 1 })).toEqual({ ok: true, value: [{ id: 't-1' }, {}] })
    expect(read(rows(MOST_ROWS)).ok).toBe(true)
    expect(read(rows(MOST_ROWS + 1))).toMatchObject({
      fault: { status: 413, message: expect.stringContaining('1001 rows') },
    })
  })

  it.each([
    ['', 'not JSON'],
    ['{"purchases":[', 'not JSON'],
    ['[]', 'no list "purchases"'],
    ['null', 'no list "purchases"'],
    ['"purchases"', 'no list "purchases"'],
    ['{"purchases":{}}', 'no list "purchases"'],
    ['{"purchases":[{},null]}', 'purchases[1] is not an object'],
    ['{"purchases":[[]]}', 'purchases[0] is not an object'],
    ['{"purchases":["t-1"]}', 'purchases[0] is not an object'],
  ])('that is %j says what is wrong, and what is expected', (body, told) => {
    const one = read(body)
    expect(one).toMatchObject({ ok: false, fault: { status: 400, message: expect.stringContaining(told) } })
    expect(one).toMatchObject({ fault: { message: expect.stringContaining('Expected: {"purchases":[') } })
  })

  it('may nest as deeply as it likes', () => {
    expect(read('['.repeat(400_000))).toMatchObject({ fault: { status: 400 } })
    expect(read(`${'['.repeat(400_000)}${']'.repeat(400_000)}`)).toMatchObject({ fault: { status: 400 } })
  })

  it('must be UTF-8', () => {
    const body = Buffer.concat([Buffer.from('{"purchases":[{"id":"'), Buffer.from([0xb3]), Buffer.from('"}]}')])
    expect(readPurchases(body)).toMatchObject({ fault: { status: 400, message: expect.stringContaining('UTF-8') } })
  })

  it('is read no further than it may be long', async () => {
    let given = 0
    async function* endless() {
      for (;;) yield Buffer.alloc((given += 100_000) && 100_000)
    }
    expect(await readBytes(endless(), MOST_BYTES)).toBeNull()
    expect(given).toBeLessThan(MOST_BYTES + 200_001)
    expect(readPurchases(null)).toMatchObject({ fault: { status: 413 } })
    expect(await readBytes(null, MOST_BYTES)).toEqual(Buffer.alloc(0))
  })
})
