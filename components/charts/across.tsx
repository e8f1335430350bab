import { acrossOf } from '@/lib/studio/chart'

export type AcrossProps = {
  names: readonly string[]
  /** A place that the words speak of: it is written instead of the middle. */
  mark?: { at: number; label: string } | undefined
  /** The places are columns, not points from one end to the other. */
  columns?: boolean
}

/** Below a plot: what its left end, its middle and its right end are called. */
export function Across({ names, mark, columns = false }: AcrossProps) {
  const last = names.length - 1
  const middle = mark ?? { at: Math.floor(last / 2), label: names[Math.floor(last / 2)] ?? '' }
  const places = [
    { at: 0, label: names[0] ?? '' },
    ...(middle.at > 0 && middle.at < last ? [middle] : []),
    ...(last > 0 ? [{ at: last, label: names[last] ?? '' }] : []),
  ]
  const centre = (at: number) => (columns ? ((at + 0.5) / names.length) * 100 : acrossOf(at, names.length))
  return (
    <div className="across" aria-hidden>
      {places.map(({ at, label }) => {
        // The words at both ends end there.
        const [left, back] = at === 0 ? [0, 0] : at === last ? [100, -100] : [centre(at), -50]
        return (
          <span key={at} style={{ left: `${left}%`, transform: `translateX(${back}%)` }}>
            {label}
          </span>
        )
      })}
    </div>
  )
}
