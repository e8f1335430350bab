import type { CSSProperties } from 'react'

export type SwatchesProps = {
  /** "Colour: Scarlet" */
  heading: string
  /** `label` says the colour, and that it is sold out where it is. `hex` is measured from the picture. */
  items: readonly { href: string; label: string; hex: string; current: boolean }[]
}

/** Colours as addresses: each shows its own pictures, without a script too. */
export function Swatches({ heading, items }: SwatchesProps) {
  return (
    <div>
      <p className="rowhead font-medium">{heading}</p>
      <ul className="swatches">
        {items.map((item) => (
          <li key={item.href}>
            <a
              href={item.href}
              aria-label={item.label}
              aria-current={item.current ? 'true' : undefined}
              style={{ '--swatch': item.hex } as CSSProperties}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}
