import type { ReactNode } from 'react'
import { Gallery } from '@/components/gallery'
import { Price } from '@/components/price'
import type { PictureSet } from '@/components/picture'

export type ProductProps = {
  pictures: readonly PictureSet[]
  house: { name: string; href?: string }
  /** A button that follows the house. */
  follow?: ReactNode
  name: string
  price: string
  /** What those who bought it say: a line under the price. */
  rating?: ReactNode
  description: string
  /** The rest of the panel, in order: Swatches, BuyPanel, Lines, Folds. */
  children: ReactNode
}

/** Pictures over seven columns, a panel in four that stays in view. */
export function Product({ pictures, house, follow, name, price, rating, description, children }: ProductProps) {
  return (
    <div className="product">
      <Gallery pictures={pictures} />
      <div className="panel">
        <div className="titles">
          <div className="of-house">
            <p className="label text-muted">{house.href ? <a href={house.href}>{house.name}</a> : house.name}</p>
            {follow}
          </div>
          <h1 className="display d40">{name}</h1>
          <Price amount={price} large />
          {rating}
        </div>
        {/* As the house wrote it, whatever the page speaks. */}
        <p lang="en">{description}</p>
        {children}
      </div>
    </div>
  )
}

/** Short lines under the button: shipping, returns, what it counts for. */
export function Lines({ items }: { items: readonly { text: string; link?: { href: string; label: string } }[] }) {
  return (
    <ul className="lines">
      {items.map((item) => (
        <li key={item.text}>
          <span>{item.text}</span>{' '}
          {item.link && (
            <a className="link" href={item.link.href}>
              {item.link.label}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}

/** What can be read on demand; the first one is open. */
export function Folds({ items }: { items: readonly { title: string; text: string }[] }) {
  return (
    <div className="folds">
      {items.map((item, i) => (
        <details key={item.title} open={i === 0}>
          <summary>
            {item.title}
            <span className="chev" />
          </summary>
          <p>{item.text}</p>
        </details>
      ))}
    </div>
  )
}
