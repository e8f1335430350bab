import { describe, expect, it } from 'vitest'
import { skuOf } from '@/lib/catalog/sku'
import { passesLuhn, TEST_CARDS } from '@/lib/orders/payment'
import { loadCatalogueSeed } from '@/prisma/seed/catalogue'
import { variantsOf } from '@/prisma/seed/catalogue/variants'
import { DEFAULT_SEED_NUMBER } from '@/prisma/seed/config'
import { ALL_JOURNEYS, JOURNEYS_IN, journeyOf } from './journeys'
import { CONFIRMATION, INBOX, MESSAGE } from './journeys/schema'
import { ACCOUNTS, lineOf, personaByKey, PERSONAS } from './personas'

const seed = loadCatalogueSeed()
const stock = new Map(
  seed.products.flatMap((product) => {
    const category = seed.categories.find(({ slug }) => slug === product.category)
    return category
      ? variantsOf(product, category, DEFAULT_SEED_NUMBER).map((one) => [one.sku, one.stock] as const)
      : []
  }),
)
const slugs = new Set(seed.products.map(({ slug }) => slug))

describe.each(ALL_JOURNEYS.map((journey) => [journey.key, journey] as const))('the journey "%s"', (_, { steps }) => {
  it('begins with an arrival, and does something in each step', () => {
    expect(steps[0]?.acts[0]?.do).toBe('arrive')
    for (const { acts } of steps) expect(acts.length).toBeGreaterThan(0)
  })

  it('ends each step where it says that it ends', () => {
    for (const { title, acts, at } of steps) {
      const act = acts.at(-1)
      const [path] = act && 'path' in act ? act.path.split('?') : []
      const ends = { order: CONFIRMATION, write: INBOX, read: MESSAGE } as Partial<Record<string, string>>
      const end = act?.do === 'add' ? `/p/${act.product}` : (ends[act?.do ?? ''] ?? path)
      expect(end, title).toBe(at)
    }
  })

  it('has words for the presenter, and words to be seen that are not also to be gone', () => {
    for (const { title, line, next, see, gone = [] } of steps) {
      for (const words of [title, line, next, ...see, ...gone]) expect(words.trim()).toBe(words)
      expect(Math.min(title.length, line.length, next.length, see.length)).toBeGreaterThan(0)
      expect(see.filter((words) => gone.includes(words))).toEqual([])
    }
  })

  it('opens pieces that exist, and adds sizes of which a demo does not run out', () => {
    for (const act of steps.flatMap(({ acts }) => acts)) {
      if (act.do === 'open' && act.path.startsWith('/p/')) expect(slugs).toContain(act.path.slice('/p/'.length))
      if (act.do !== 'add') continue
      const left = stock.get(skuOf(act.product, act.colour, act.size))
      expect(left, `${act.product} ${act.colour} ${act.size}`).toBeGreaterThanOrEqual(100)
    }
  })

  it('pays with a test card that is accepted', () => {
    for (const act of steps.flatMap(({ acts }) => acts)) {
      if (act.do !== 'order') continue
      const number = act.card.replaceAll(' ', '')
      expect(passesLuhn(number)).toBe(true)
      expect(TEST_CARDS.find((card) => card.number === number)?.outcome).toBe('authorised')
    }
  })
})

it('journeys are found by their keys, which are their own', () => {
  expect(new Set(ALL_JOURNEYS.map(({ key }) => key)).size).toBe(ALL_JOURNEYS.length)
  for (const journey of ALL_JOURNEYS) expect(journeyOf(journey.key)).toBe(journey)
  expect(journeyOf('unheard-of')).toBeUndefined()
  for (const journeys of Object.values(JOURNEYS_IN)) expect(journeys.length).toBeGreaterThan(0)
})

describe('personas', () => {
  it('are told apart by key, id and e-mail', () => {
    for (const list of [
      PERSONAS.map(({ key }) => key),
      ACCOUNTS.map(({ id }) => id),
      ACCOUNTS.map(({ email }) => email),
    ]) {
      expect(new Set(list).size).toBe(list.length)
    }
  })

  it('have an account or are nobody yet', () => {
    for (const { id, email } of PERSONAS) expect(id === null).toBe(email === null)
    expect(PERSONAS.filter(({ id }) => id === null).map(({ key }) => key)).toEqual(['newcomer'])
    for (const { id, email } of ACCOUNTS) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(email).toBe(email.toLowerCase())
      expect(email).toMatch(/@example\.com$/)
    }
  })

  it('hold one staff account', () => {
    expect(PERSONAS.filter(({ role }) => role === 'staff')).toHaveLength(1)
  })

  it('say in each programme what is true there', () => {
    for (const persona of PERSONAS) {
      expect(lineOf(persona, 'sorento')).toBe(persona.line)
      expect(lineOf(persona, 'classic')).not.toMatch(/\$|Bronze|Gold\b/)
    }
  })

  it('are found by key', () => {
    expect(personaByKey('vera')?.name).toBe('Vera')
    expect(personaByKey('constructor')).toBeUndefined()
  })
})
