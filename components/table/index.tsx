import type { ReactNode } from 'react'
import type { Metal } from '@/components/tiers'

export type Column = {
  label: string
  /** Read by screen readers only. */
  hidden?: boolean
  /** Figures, at the right. */
  right?: boolean
  /** Dropped on a phone. */
  desk?: boolean
  /** Never broken: a date, a number. */
  whole?: boolean
}

export type TableProps = {
  /** Names the table for screen readers. */
  label: string
  columns: readonly Column[]
  /** A cell per column; a link where a row leads somewhere. */
  rows: readonly { key: string; cells: readonly ReactNode[] }[]
}

const classes = (...names: (string | false | undefined)[]) => names.filter(Boolean).join(' ') || undefined

/** A hairline table: orders, points, history. */
export function Table({ label, columns, rows }: TableProps) {
  const cell = (column: Column) =>
    classes(column.right && 'r', column.desk && 'desk-cell', column.whole && 'whitespace-nowrap')
  return (
    <table className="ledger num" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.label} scope="col" className={cell(column)}>
              {column.hidden ? <span className="sr-only">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            {columns.map((column, i) => (
              <td key={column.label} className={cell(column)}>
                {row.cells[i]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export type BenefitsTableProps = {
  label: string
  /** Name of the first column, for screen readers: "Benefit". */
  benefit: string
  /** `own` marks the shopper's tier: its column is medium, its head in its metal ("Bronze, yours"). */
  tiers: readonly { label: string; metal: Metal; own?: boolean }[]
  rows: readonly { label: string; values: readonly string[] }[]
}

/** Tiers side by side, a benefit to a row. */
export function BenefitsTable({ label, benefit, tiers, rows }: BenefitsTableProps) {
  return (
    <table className="ledger num" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">{benefit}</span>
          </th>
          {tiers.map((tier) => (
            <th key={tier.label} scope="col" className={tier.own ? `own ${tier.metal}` : undefined}>
              {tier.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            {tiers.map((tier, i) => (
              <td key={tier.label} className={tier.own ? 'own' : undefined}>
                {row.values[i]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
