import type { CSSProperties, ReactNode } from 'react'
import { Picture, type PictureSet } from '@/components/picture'

export type LineInfoProps = {
  /** Absent for a piece that has left the collection. */
  picture?: PictureSet
  house: string
  name: string
  /** Where the name leads; plain words without. */
  href?: string
  /** "Scarlet, US 4" */
  variant: string
  price: string
  /** "2 pieces", where there are several. */
  quantity?: string
  /** Width of the picture in pixels. */
  size?: number
  children?: ReactNode
}

/** A piece as it is only read: in the panel after adding, the checkout, an order. */
export function LineInfo({ picture, house, name, href, variant, price, quantity, size = 72, children }: LineInfoProps) {
  return (
    <div className="cartline plain" style={{ '--picture': `${size}px` } as CSSProperties}>
      {picture ? <Picture picture={picture} sizes={`${size}px`} alt="" /> : <span />}
      <div className="info">
        <p className="text-muted">{house}</p>
        <p className="name">{href ? <a href={href}>{name}</a> : name}</p>
        <p className="text-muted">{variant}</p>
        {quantity && <p className="text-muted">{quantity}</p>}
        <p className="num">{price}</p>
        {children}
      </div>
    </div>
  )
}
