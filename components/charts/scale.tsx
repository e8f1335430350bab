/** The values of a scale, each level with its grid line. */
export function Scale({ grid }: { grid: readonly { y: number; label: string }[] }) {
  return (
    <div className="scale" aria-hidden>
      {grid.map(({ y, label }) => (
        <span key={y} style={{ top: y }}>
          {label}
        </span>
      ))}
    </div>
  )
}
