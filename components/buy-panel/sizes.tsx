import type { CSSProperties } from 'react'

export type Size = {
  sku: string
  /** In the field: "4". */
  label: string
  /** The heading while it is chosen: "Size: US 4". */
  heading: string
  /** "Two left in this size." */
  note?: string
  /** Set when it can't be bought, and what a screen reader hears then: "10, sold out". */
  soldOut?: string
  /** "Your size": the one she said she takes. Marked, never chosen for her. */
  yours?: string
}

export type SizesProps = {
  sizes: readonly Size[]
  chosen?: string
  heading: string
  guide?: { href: string; label: string }
  onChoose: (sku: string) => void
}

/** In a row: six at least, so that few sizes don't grow into bars; rows of equal length where one does not hold all. */
const columns = (count: number) => (count <= 7 ? Math.max(6, count) : Math.ceil(count / Math.ceil(count / 7)))

export function Sizes({ sizes, chosen, heading, guide, onChoose }: SizesProps) {
  const current = sizes.find((size) => size.sku === chosen)
  const yours = sizes.find((size) => size.yours)
  return (
    <fieldset aria-labelledby="size">
      <div className="rowhead">
        <p id="size" className="font-medium">
          {current?.heading ?? heading}
        </p>
        {guide && (
          <a className="link" href={guide.href}>
            {guide.label}
          </a>
        )}
      </div>
      <div
        className={sizes.some((size) => size.label.length > 4) ? 'sizes long' : 'sizes'}
        style={{ '--columns': columns(sizes.length) } as CSSProperties}
      >
        {sizes.map((size) => (
          <label key={size.sku} className={size.yours ? 'size yours' : 'size'}>
            <input
              type="radio"
              name="sku"
              value={size.sku}
              checked={size.sku === chosen}
              onChange={() => onChoose(size.sku)}
              disabled={size.soldOut !== undefined}
              aria-label={size.soldOut}
              aria-describedby={size.yours ? 'your-size' : undefined}
            />
            {size.label}
          </label>
        ))}
      </div>
      {yours && (
        <p id="your-size" className="caption mt-2.5">
          {yours.yours}
        </p>
      )}
      <p className="caption mt-2.5 min-h-5 text-muted">{current?.note}</p>
    </fieldset>
  )
}
