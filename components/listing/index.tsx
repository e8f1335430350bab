import type { ReactNode } from 'react'

/** "For you" or "Trending now" over a listing: a heading, and what led to this order. */
export function ListingHead({ title, line, why }: { title: string; line?: string; why?: ReactNode }) {
  return (
    <div className="wrap for-you">
      <h2 className="display d28">{title}</h2>
      {(line || why) && (
        <div className="caption">
          {line && <p className="text-muted">{line}</p>}
          {why}
        </div>
      )}
    </div>
  )
}

/** Cards from edge to edge, an editorial tile among them. `place`: the slot, for what is noted of clicks. */
export function Listing({ place, children }: { place?: string; children: ReactNode }) {
  return (
    <ul className="tiles listing" data-place={place}>
      {children}
    </ul>
  )
}
