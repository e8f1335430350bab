import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FileFault, utf8Only } from './encoding'
import { importCsv, type RefusedRow } from './import'
import { COLUMNS, type Report, type Written } from './schema'

const RULES = { name: 'Classic', currency: 'PLN', timeZone: 'UTC' }
const HEADER = COLUMNS.join(',')
const row = (id: string | number, amount = '10.00') => `${id},c-1,2026-11-21,purchase,${amount},PLN,till`

/** Takes a file over into a list; `chunk`: how many bytes are read at a time. */
async function take(content: string | Buffer, { chunk = 1 << 16, batch = 3 } = {}) {
  const written: Report[] = []
  const refused: RefusedRow[] = []
  const tally = { rows: 0, created: 0, already: 0, refused: 0, customersCreated: 0 }
  const write = async (reports: Report[]): Promise<Written> => {
    expect(reports.length).toBeLessThanOrEqual(batch)
    written.push(...reports)
    return { outcomes: reports.map(() => ({ status: 'created' })), customersCreated: 0 }
  }
  const refuse = async (rows: RefusedRow[]) => void refused.push(...rows)
  const error = await importCsv(chunksOf(Buffer.from(content), chunk), {
    rules: RULES,
    write,
    refuse,
    tally,
    batch,
  }).then(
    () => null,
    (fault: unknown) => (fault instanceof FileFault ? fault.message : Promise.reject(fault)),
  )
  return { ids: written.map(({ id }) => id), written, refused, tally, error }
}

async function* chunksOf(bytes: Buffer, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

describe('a file', () => {
  it('is taken over row by row, each written or refused with its line', async () => {
    const lines = [HEADER, row(1), row(2, 'ten'), row(3), 'x,y', '', row(4), `${row(5)},more`, row(6)]
    const { ids, refused, tally, error } = await take(lines.join('\n'))
    expect(error).toBeNull()
    expect(ids).toEqual(['1', '3', '4', '6'])
    expect(refused.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'amount "ten" is not a decimal such as 1234.50 (a point, no signs, no separators)'],
      [5, 'has 2 columns instead of 7'],
      [8, 'has 8 columns instead of 7'],
    ])
    expect(refused[1]?.values).toEqual(['x', 'y'])
    expect(tally).toEqual({ rows: 7, created: 4, already: 0, refused: 3, customersCreated: 0 })
  })

  it.each([
    ['with CRLF', `${HEADER}\r\n${row(1)}\r\n${row(2)}\r\n`],
    ['with a byte order mark', `\ufeff${HEADER}\n${row(1)}\n${row(2)}`],
    ['with empty lines', `${HEADER}\n\n${row(1)}\n\r\n\n${row(2)}\n\n`],
    ['with quotes', `${COLUMNS.map((column) => `"${column}"`).join(',')}\n${row('"1"')}\n${row('"2"')}\n`],
    ['with line ends mixed', `${HEADER}\r\n${row(1)}\n${row(2)}\r\n`],
  ])('%s reads the same', async (_, content) => {
    expect(await take(content)).toMatchObject({ ids: ['1', '2'], refused: [], error: null })
  })

  it('with a header only is fine; without one it is not', async () => {
    expect(await take(`${HEADER}\n`)).toMatchObject({ error: null, tally: { rows: 0 } })
    expect((await take('')).error).toBe(`The file is empty. Its first line must be: ${HEADER}`)
  })

  it.each([
    ['another order', 'customer,id,time,kind,amount,currency,channel', 'It is: customer,id'],
    ['another name', HEADER.replace('time', 'date'), 'It is: id,customer,date'],
    ['one column more', `${HEADER},store`, 'channel,store'],
    ['semicolons', HEADER.replaceAll(',', ';'), 'Separate the columns by commas.'],
    ['no header', row(1), 'It is: 1,c-1'],
    ['something that is no text', `PK\u0003\u0004${'x'.repeat(10_000)}`, 'first line must be'],
  ])('with %s is refused before anything is written', async (_, header, told) => {
    const { error, ids } = await take(`${header}\n${row(1)}\n`)
    expect(error).toContain(`The first line must be: ${HEADER}`)
    expect(error).toContain(told)
    expect(ids).toEqual([])
  })

  it('tells a line break within a value from the end of a row, and hides no row in it', async () => {
    const inside = `8,"c-1\n${row(9)}\n",2026-11-21,purchase,1,PLN,till`
    const { ids, refused } = await take([HEADER, row(1), inside, row(2, '?')].join('\n'))
    expect(ids).toEqual(['1'])
    expect(refused.map(({ line }) => line)).toEqual([3, 6])
    expect(refused[0]?.reason).toContain('line break')
  })

  it.each([
    ['stands in the midst of a value', `${HEADER}\n${row(1)}\n${row('2"x"')}\n${row(3)}\n`, 'Line 3 has a quote'],
    ['ends before its value does', `${HEADER}\n${row(1)}\n${row('"2"x')}\n${row(3)}\n`, 'Line 3 has a quote'],
    ['is never closed', `${HEADER}\n${row(1)}\n${row('"2')}\n${row(3)}\n`, 'never closed'],
    ['is never closed in a long file', `${HEADER}\n${row('"1')}\n${`${row(3)}\n`.repeat(5000)}`, 'never closed'],
  ])('whose quote %s is not read on', async (_, content, told) => {
    const { error, ids } = await take(content)
    expect(error).toContain(told)
    expect(error).toContain('import the file again')
    expect(ids).not.toContain('3')
  })

  it('reads the same in pieces of any size', async () => {
    const content = [`\ufeff${HEADER}`, row('zażółć'), row('"gęślą, ""jaźń"""'), row('🛍'), row(4, 'x')].join('\r\n')
    const whole = await take(content)
    expect(whole.ids).toEqual(['zażółć', 'gęślą, "jaźń"', '🛍'])
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 9 }), async (chunk, batch) => {
        expect(await take(content, { chunk, batch })).toEqual(whole)
      }),
      { numRuns: 40 },
    )
  })

  it('of any bytes is read or refused, and never half a row is written', async () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary' }))
    await fc.assert(
      fc.asyncProperty(bytes, async (tail) => {
        const { written, tally } = await take(Buffer.concat([Buffer.from(`${HEADER}\n${row(1)}\n`), Buffer.from(tail)]))
        expect(tally.created).toBe(written.length)
        for (const report of written) expect(Object.keys(report)).toHaveLength(7)
      }),
    )
  })
})

describe('its encoding', () => {
  const bad = Buffer.from('za\xbf\xf3\xb3\xe6', 'latin1')
  const read = async (content: Buffer, size: number) => {
    for await (const _ of utf8Only(chunksOf(content, size)));
  }

  it('is told by the line of the first bytes that are not UTF-8', async () => {
    const content = Buffer.concat([Buffer.from(`${HEADER}\n${row('ż')}\n2,`), bad, Buffer.from(`\n${row(3)}`)])
    for (const size of [1, 2, 3, 7, 64, 4096]) await expect(read(content, size)).rejects.toThrow(/^Line 3 is not UTF-8/)
    expect((await take(content)).ids).toEqual([])
  })

  it.each([
    ['ends within a character', Buffer.from(`${HEADER}\nż`).subarray(0, -1), 'Line 2 is not UTF-8'],
    ['is UTF-16', Buffer.from(`\ufeff${HEADER}\n`, 'utf16le'), 'The file is UTF-16'],
    ['holds a surrogate', Buffer.from([0x61, 0x0a, 0xed, 0xa0, 0x80]), 'Line 2'],
    ['holds an overlong form', Buffer.from([0xc0, 0x80]), 'Line 1'],
  ])('that %s is refused', async (_, content, told) => {
    for (const size of [1, 2, 3, 4096])
      if (size > 1 || !told.includes('16')) await expect(read(content, size)).rejects.toThrow(told)
  })

  it('is judged the same, however the bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 1, max: 9 }), async (bytes, size) => {
        const content = Buffer.from([0x61, ...bytes])
        const valid = content.toString('utf8').length > 0 && Buffer.from(content.toString('utf8')).equals(content)
        const fault = await read(content, size).then(() => null, String)
        expect(fault === null).toBe(valid)
      }),
    )
  })
})
