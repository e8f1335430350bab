import type { ReactNode } from 'react'

/** Up to four large numerals, each with what it counts: `{ figure: "3", label: "pieces, from three houses" }`. */
export function Figures({ items }: { items: readonly { figure: string; label: string }[] }) {
  return (
    <dl className="figures num">
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd>{item.figure}</dd>
        </div>
      ))}
    </dl>
  )
}

export type RelationProps = {
  title: string
  text: string
  link: { href: string; label: string }
  figures: readonly { figure: string; label: string }[]
  /** The way to the next tier, on the same two columns. */
  next?: { title: string; line: string; progress: ReactNode }
}

/** "Your relationship": a sentence and four figures, then the way to the next tier. */
export function Relation({ title, text, link, figures, next }: RelationProps) {
  return (
    <section className="wrap section grid gap-12">
      <div className="relation">
        <div>
          <h2 className="display d40">{title}</h2>
          <p className="max-w-[34ch]">{text}</p>
          <a className="link caption" href={link.href}>
            {link.label}
          </a>
        </div>
        <Figures items={figures} />
      </div>
      {next && (
        <div className="relation">
          <div className="!gap-1">
            <p className="display d28">{next.title}</p>
            <p className="caption text-muted">{next.line}</p>
          </div>
          {next.progress}
        </div>
      )}
    </section>
  )
}
