import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { examplesIn, run } from './docs.examples'

const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/loyalty.md'), 'utf8')
const { rules, examples } = examplesIn(page)

describe('docs/loyalty.md', () => {
  it.each(rules)('gives an example of: %s', (rule) => {
    const statements = examples.filter(({ section }) => section === rule).flatMap(run)
    expect(statements.length).toBeGreaterThan(0)
  })

  it.each(examples)('is right about: $section (line $line)', (example) => {
    for (const { line, said, found } of run(example)) expect(`line ${line}: ${found}`).toBe(`line ${line}: ${said}`)
  })

  it('would notice a wrong example, a line it cannot read and a rule without one', () => {
    const fenced = (text: string) => examplesIn(['### A rule', '```loyalty', text, '```', '### Bare'].join('\n'))
    const [wrong] = fenced('join 2026-01-01\nas of 2026-01-02: tier Gold').examples.flatMap(run)
    expect(wrong?.found).toContain('tier none')
    expect(() => fenced('join whenever you like\nas of then: tier Gold').examples.flatMap(run)).toThrow(/line 3/)
    expect(fenced('').rules).toEqual(['A rule', 'Bare'])
  })
})
