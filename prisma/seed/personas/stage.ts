import { MS_PER_DAY } from '@/lib/core/days'
import { personaByKey, type PersonaKey } from '@/lib/demo/personas'
import type { Past } from '../rows'
import type { Item } from '../past/baskets'
import { MS_PER_MINUTE } from '../past/calendar'
import type { World } from '../past/histories'
import { openLedger, type Ledger } from '../past/ledger'
import { arrivalFrom, categoryView, lengthOf, pieceStep, writeVisit, type Step } from '../past/visits'

/** A piece by slug, colourway and size; without a size the middle one. */
export type Wanted = readonly [slug: string, colour: string, size?: string]

/** Tells one persona's past. Dealings are told in the order in which they happened; visits in any order. */
export type Stage = {
  ledger: Ledger
  /** Buys pieces. On the web in a visit of that browser, which looks at them and at `beside` before. */
  buy: (order: {
    at: Date
    channel?: 'web' | 'till'
    items: readonly Item[]
    beside?: readonly Wanted[]
    points?: number
  }) => string
  /** A visit that looks at these pieces, one after the other, and leaves. */
  look: (start: Date, pieces: readonly Wanted[], source?: string | null) => void
  item: (wanted: Wanted) => Item
}

/** What the personas' pasts are written with. */
export type Theatre = {
  world: World
  past: Past
  passwordHash: string
  /** Receives in which visit each web order was placed. */
  placedIn: Map<string, { visitorId: string; visitId: string }>
}

/** A day as the presenter counts it: whole days before SEED_NOW, at the same time of day. */
export const daysAgo = (world: World, days: number): Date => new Date(world.seedNow.getTime() - days * MS_PER_DAY)

/** The persona's account, created at `since`, without any past yet. */
export function openAccount(theatre: Theatre, key: PersonaKey, since: Date): { id: string; name: string } {
  const persona = personaByKey(key)
  if (!persona?.id || !persona.email) throw new Error(`${key} is no persona with an account`)
  const { id, name, email, role } = persona
  const { passwordHash } = theatre
  theatre.past.customer.push({ id, email, name, passwordHash, role, country: 'US', seeded: true, createdAt: since })
  return { id, name }
}

/** The stage of a persona whose account begins at `since`, and whose browser is hers for all of her visits. */
export function openStage(theatre: Theatre, key: PersonaKey, since: Date, surname: string): Stage {
  const { world, past, placedIn } = theatre
  const { id, name } = openAccount(theatre, key, since)
  const ledger = openLedger(past, world.ids, world.programmes, id)
  const visitor = { id: world.ids(), customer: { id, signedInAt: since } }
  const link = { id: world.ids(), visitorId: visitor.id, customerId: id, from: since, until: null }
  past.visitor_link.push(link)
  const item = (wanted: Wanted) => itemOf(world, wanted)
  const address = {
    name: `${name} ${surname}`,
    line1: '27 Larkspur Street',
    line2: 'Apt 4',
    city: 'New York',
    region: 'NY',
    postcode: '10012',
    country: 'US',
  }
  const visit = (start: Date, steps: readonly { after: number; step: Step }[]) => {
    const written = writeVisit(past, world.ids, visitor, start, { steps })
    if (written.from < link.from) link.from = written.from
    return written.visitId
  }
  return {
    ledger,
    item,
    look: (start, pieces, source = null) => void visit(start, viewing(pieces.map(item), source)),
    buy: ({ at, channel = 'web', items, beside = [], points = 0 }) => {
      const { id: orderId } = ledger.order({
        at,
        channel,
        country: 'US',
        address: channel === 'web' ? address : null,
        items,
        points,
      })
      if (channel === 'web') {
        const steps = [...viewing([...beside.map(item), ...items], null), ...items.map(adding)]
        const start = new Date(at.getTime() - (lengthOf({ steps }) + 1.5) * MS_PER_MINUTE)
        placedIn.set(orderId, { visitorId: visitor.id, visitId: visit(start, steps) })
      }
      return orderId
    },
  }
}

function itemOf(world: World, [slug, colourSlug, size]: Wanted): Item {
  const piece = world.range.piece(slug)
  const colour = piece.colours.find((each) => each.slug === colourSlug)
  const variant = size
    ? colour?.sizes.find((each) => each.size === size)
    : colour?.sizes[Math.floor(colour.sizes.length / 2)]
  if (!colour || !variant) throw new Error(`${slug} does not come in ${colourSlug} ${size ?? ''}`)
  return { piece, colour, ...variant, quantity: 1 }
}

/** Arriving, and looking at pieces through their categories. */
function viewing(items: readonly Item[], source: string | null): { after: number; step: Step }[] {
  const steps = source ? [{ after: 0, step: arrivalFrom(source) }] : []
  let category: string | null = null
  for (const { piece, colour } of items) {
    if (piece.category !== category) {
      category = piece.category
      steps.push({ after: 0.6, step: categoryView(category) })
    }
    steps.push({ after: 1.2, step: pieceStep('view', { piece, colour }) })
  }
  return steps
}

const adding = (item: Item): { after: number; step: Step } => ({ after: 0.8, step: pieceStep('cart-add', item) })
