import type { ReactNode } from 'react'
import { Picture, type PictureSet } from '@/components/picture'
import { ReasonLine } from '@/components/reason-line'

export type ProductCardProps = {
  /** The piece it leads to, for what is noted of clicks. */
  slug?: string
  href: string
  name: string
  house: string
  price: string
  picture: PictureSet
  /** Shown while the pointer rests on the card. */
  detail?: PictureSet
  reason?: string
  /** How wide a card is here; see `cardSizes`. */
  sizes: string
  /** In the first viewport. */
  eager?: boolean
  /** Under the page's own heading ("h2") or a shelf's ("h3", the default). */
  heading?: 'h2' | 'h3'
  /** An Add form. */
  children?: ReactNode
}

/** The `sizes` of a card's picture by where it stands. */
export const cardSizes = {
  listing: '(width >= 1100px) 25vw, (width >= 700px) 33vw, 50vw',
  shelf: '(width >= 1680px) 394px, (width >= 1100px) 23vw, (width >= 700px) 31vw, 46vw',
  mini: '(width >= 900px) 14vw, 46vw',
} as const

/** A piece for sale. Two dozen of these are most of a page, so it holds no element that does not show. */
export function ProductCard({
  slug,
  href,
  name,
  house,
  price,
  picture,
  detail,
  reason,
  sizes,
  eager,
  heading: Heading = 'h3',
  children,
}: ProductCardProps) {
  return (
    <li className="card">
      <div className="well">
        <Picture picture={picture} sizes={sizes} eager={eager} />
        {detail && <Picture picture={detail} sizes={sizes} alt="" />}
      </div>
      <div className="body">
        <p className="house">{house}</p>
        <Heading>
          <a href={href} data-piece={slug}>
            {name}
          </a>
        </Heading>
        <p className="num">{price}</p>
        <ReasonLine text={reason} />
        {children}
      </div>
    </li>
  )
}
