import type { ReactNode } from 'react'
import { Table } from '@/components/table'
import type { ChartTable } from '@/lib/studio/chart'

export type ChartFigureProps = {
  /** What the chart shows, above it. */
  caption: string
  table: ChartTable
  children: ReactNode
}

/** A chart with its caption, and the same numbers to be read in a table. */
export function ChartFigure({ caption, table, children }: ChartFigureProps) {
  return (
    <figure className="chart num">
      <figcaption className="caption text-muted">{caption}</figcaption>
      {children}
      <details className="numbers">
        <summary>
          {table.summary}
          <span className="chev" />
        </summary>
        <Table
          label={table.summary}
          columns={table.columns.map((label, i) => (i === 0 ? { label } : { label, right: true }))}
          rows={table.rows}
        />
      </details>
    </figure>
  )
}
