export type MatrixProps = {
  /** What the table shows, above it; it names the table. */
  caption: string
  /** What the rows are, for screen readers: "From". */
  corner: string
  columns: readonly string[]
  rows: readonly {
    label: string
    /** `share`: how dark the cell is, 0 to 1. `still`: nothing moved here. */
    cells: readonly { written: string; under?: string; share: number; still?: boolean }[]
  }[]
}

/** From where to where, as a table whose cells are the darker the more they hold. The numbers say the same. */
export function Matrix({ caption, corner, columns, rows }: MatrixProps) {
  return (
    <table className="matrix num">
      <caption className="caption text-muted">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">{corner}</span>
          </th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            {row.cells.map(({ written, under, share, still }, i) => (
              <td
                key={columns[i]}
                className={still ? 'still' : undefined}
                style={{ '--shade': `${Math.round(Math.min(1, Math.max(0, share)) * 100)}%` } as React.CSSProperties}
              >
                <p>{written}</p>
                {under && <p className="share">{under}</p>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
