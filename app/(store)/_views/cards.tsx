import type { ReactNode } from 'react'
import { cardSizes, ProductCard } from '@/components/product-card'
import { Shelf } from '@/components/shelf'
import type { Card } from '@/lib/experience/cards'
import type { Decision } from '@/lib/experience/decision'
import type { Shelf as ShelfView } from '@/lib/experience/shelf'
import { Why } from './why'

/** Cards of a shelf or a listing. */
export function Cards({
  cards,
  place,
  eager = 0,
  heading,
  add,
}: {
  cards: readonly Card[]
  place: keyof typeof cardSizes
  /** How many stand in the first viewport. */
  eager?: number
  heading?: 'h2' | 'h3'
  add?: (card: Card) => ReactNode
}) {
  return cards.map(({ slug, colour, ...card }, i) => (
    <ProductCard key={slug} slug={slug} {...card} sizes={cardSizes[place]} eager={i < eager} heading={heading}>
      {add?.({ slug, colour, ...card })}
    </ProductCard>
  ))
}

/** A decided shelf; nothing where the decision is none. */
export function DecidedShelf({
  decision,
  id,
  eager,
}: {
  decision: Decision<ShelfView> | null
  id?: string
  eager?: number
}) {
  if (!decision) return null
  const { title, line, cards, link } = decision.value
  return (
    <Shelf
      id={id}
      place={decision.slot}
      title={title}
      line={line ?? undefined}
      link={link ?? undefined}
      why={(decision.personal || decision.ruled) && <Why decision={decision} subject={title} />}
    >
      <Cards cards={cards} place="shelf" eager={eager} />
    </Shelf>
  )
}
