import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import nextTypeScript from 'eslint-config-next/typescript'
import house from './house.mjs'
import { inProject } from '../scripts/lib/project.mjs'

// Only what is ours, and what it takes to read TypeScript: the whole configuration takes ten times as long.
const { languageOptions, plugins } = nextTypeScript.find((entry) => entry.languageOptions?.parser)
const typescript = { files: ['**/*.{ts,tsx}'], languageOptions, plugins }
const ours = house.map(({ rules = {}, ...entry }) => {
  return { ...entry, rules: Object.fromEntries(Object.entries(rules).filter(([name]) => !name.startsWith('@next/'))) }
})
const linter = new Linter({ configType: 'flat', cwd: inProject() })

/** Our own findings in `code`, were it at `place`: names of rules. */
function findings(place, code) {
  const all = linter.verify(code, [typescript, ...ours], { filename: inProject(place) })
  const fatal = all.find((message) => message.fatal)
  if (fatal) throw new Error(fatal.message)
  return all
    .map((message) => message.ruleId)
    .filter((rule) => /^(sorento\/|no-restricted|@typescript)/.test(rule ?? ''))
}

const FLOORS = 'sorento/floors'
const PURITY = 'sorento/purity'
const SYNTAX = 'no-restricted-syntax'

describe('floors', () => {
  it.each([
    ['lib/cart/rules.ts', `import { x } from '@/lib/orders/rules'`, 'upwards'],
    ['lib/cart/rules.ts', `import { x } from '../orders/rules'`, 'upwards, relative'],
    ['lib/cart/rules.ts', `import type { X } from '@/lib/orders/schema'`, 'upwards, only a type'],
    ['lib/catalog/rules.ts', `export { x } from '@/lib/shopper/market'`, 'sideways'],
    ['lib/value/rules.ts', `export * from '../ranking/trending'`, 'sideways, everything'],
    ['lib/cart/rules.ts', `const x = await import('@/lib/flows/checkout')`, 'when it is called'],
    ['lib/attic/rules.ts', `import { x } from '@/lib/core/money'`, 'from no floor'],
    ['lib/cart/rules.ts', `import { x } from '@/lib/attic/rules'`, 'to no floor'],
    ['lib/cart/rules.ts', `import { Card } from '@/components/card'`, 'a component'],
    ['lib/flows/rules.ts', `import { x } from '../../app/page'`, 'a route'],
    ['lib/cart/rules.ts', `import { x } from '@/test/database'`, 'test helpers outside a test'],
    ['components/card/card.tsx', `import { x } from '@/lib/catalog/queries'`, 'a query in a component'],
    ['components/card/card.tsx', `import { db } from '@/lib/core/db'`, 'the database in a component'],
    ['components/card/card.tsx', `import { x } from '@/app/(store)/page'`, 'a route in a component'],
    ['components/card/card.tsx', `import { x } from '../../prisma/seed'`, 'the seed in a component'],
  ])('%s refuses %s (%s)', (place, code) => {
    expect(findings(place, `${code}\nexport const used = typeof x`)).toContain(FLOORS)
  })

  it.each([
    ['lib/cart/rules.ts', `export { x } from '@/lib/core/money'`],
    ['lib/cart/rules.ts', `export { x } from './discounts'`],
    ['lib/cart/rules.ts', `export { z } from 'zod'`],
    ['lib/core/messages.ts', `export { default } from '@/messages/en'`],
    ['lib/cart/rules.test.ts', `export { givenPiece } from '@/test/database'`],
    ['lib/flows/checkout.ts', `export { x } from '@/lib/experience/decision'`],
    ['components/card/card.tsx', `export type { X } from '@/lib/catalog/queries'`],
    ['components/card/card.tsx', `export { formatMoney } from '@/lib/core/money'`],
    ['components/card/card.tsx', `export { addToCart } from '@/lib/flows/actions'`],
    ['components/card/card.tsx', `export { addToCart } from '@/app/(store)/cart/actions'`],
    ['app/(store)/page.tsx', `export { x } from '@/lib/catalog/queries'`],
    ['prisma/seed/index.ts', `export { x } from '@/lib/demo/personas'`],
  ])('%s accepts %s', (place, code) => {
    expect(findings(place, code)).not.toContain(FLOORS)
  })
})

describe('purity', () => {
  it.each(['Date.now()', 'new Date()', 'Date()', 'Math.random()', 'performance.now()'])(
    '%s is refused in lib',
    (call) => {
      const code = `export const x = ${call}`
      expect(findings('lib/cart/rules.ts', code)).toContain(SYNTAX)
      expect(findings('lib/core/clock.ts', code)).not.toContain(SYNTAX)
      expect(findings('lib/cart/rules.test.ts', code)).not.toContain(SYNTAX)
      expect(findings('proxy.ts', code)).not.toContain(SYNTAX)
    },
  )

  it('a moment that is given is fine', () => {
    expect(findings('lib/cart/rules.ts', `export const x = (at: number) => new Date(at)`)).not.toContain(SYNTAX)
  })

  it.each(['node:fs', 'fs', 'pg', '@/lib/core/db', 'next/headers', 'next-auth', '@/lib/generated/prisma/client'])(
    '%s is refused in a pure module, and accepted where it says that it is none',
    (source) => {
      const code = `export { x } from '${source}'`
      expect(findings('lib/cart/rules.ts', code)).toContain(PURITY)
      expect(findings('lib/cart/store.ts', `import 'server-only'\n${code}`)).not.toContain(PURITY)
      expect(findings('lib/cart/actions.ts', `'use server'\n${code}`)).not.toContain(PURITY)
    },
  )

  it('a type is fine anywhere', () => {
    expect(findings('lib/cart/rules.ts', `export type { Transaction } from '@/lib/core/db'`)).not.toContain(PURITY)
  })

  it('queries and actions say what they are', () => {
    expect(findings('lib/cart/queries.ts', 'export const x = 1')).toContain(PURITY)
    expect(findings('lib/cart/actions.ts', 'export const x = 1')).toContain(PURITY)
  })
})

describe('types', () => {
  it('any is refused', () => {
    expect(findings('lib/cart/rules.ts', 'export const x: any = 1')).toContain('@typescript-eslint/no-explicit-any')
  })

  it('a non-null assertion wants its reason', () => {
    const rule = 'sorento/reasoned-assertion'
    expect(findings('lib/cart/rules.ts', 'export const x = (a?: number) => a!')).toContain(rule)
    expect(findings('lib/cart/rules.ts', 'export const x = (a?: number) => a! // never empty here')).not.toContain(rule)
    expect(findings('lib/cart/rules.ts', '// never empty here\nexport const x = (a?: number) => a!')).not.toContain(
      rule,
    )
  })
})
