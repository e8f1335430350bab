import { acrossOf } from '@/lib/studio/chart'

export type AcrossProps = {
  names: readonly string[]
  mark?: { at: number; label: string } | undefined
}

/** Below a plot: what its left end, its middle and its right end are called, or the place that the words speak of. */
export function Across({ names, mark }: AcrossProps) {
  const last = names.length - 1
  const middle = mark ?? { at: Math.floor(last / 2), label: names[Math.floor(last / 2)] ?? '' }
  const places = [
    { at: 0, label: names[0] ?? '' },
    ...(middle.at > 0 && middle.at < last ? [middle] : []),
    ...(last > 0 ? [{ at: last, label: names[last] ?? '' }] : []),
  ]
  return (
    <div className="across" aria-hidden>
      {places.map(({ at, label }) => (
        <span
          key={at}
          style={
            {
              '--at': `${acrossOf(at, names.length)}%`,
              '--back': at === 0 ? '0' : at === last ? '-100%' : '-50%',
            } as React.CSSProperties
          }
        >
          {label}
        </span>
      ))}
    </div>
  )
}
