import type { CSSProperties } from 'react'

/** Five stars, `of5` of them filled (3.5: the fourth half). A picture beside figures that say the same: not read out. */
export function Stars({ of5 }: { of5: number }) {
  return <span className="stars" aria-hidden style={{ '--filled': `${of5 * 20}%` } as CSSProperties} />
}
