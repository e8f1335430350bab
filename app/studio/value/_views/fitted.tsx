import { Table } from '@/components/table'
import type { fittedView } from '@/lib/studio/value/fitted-view'

/** The fitted parameters and what they mean. */
export function Fitted({ view, title }: { view: ReturnType<typeof fittedView>; title: string }) {
  const { sentences, table } = view
  return (
    <section className="part">
      <h2 className="display d28">{title}</h2>
      <div className="grid max-w-[72ch] gap-2">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      {table.rows.length > 0 && (
        <details className="numbers">
          <summary>
            {table.summary}
            <span className="chev" />
          </summary>
          <Table
            label={table.summary}
            columns={table.columns.map((label, i) => ({ label, right: i > 0 }))}
            rows={table.rows}
          />
        </details>
      )}
    </section>
  )
}
