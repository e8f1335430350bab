import type { ReactNode } from 'react'

/** A page's name at the left, one quiet line at the right: "44 pieces from five houses". */
export function PageHead({ title, line }: { title: string; line?: ReactNode }) {
  return (
    <div className="page-head">
      <h1 className="display d64">{title}</h1>
      {line && <p className="caption num text-muted">{line}</p>}
    </div>
  )
}

/** The head of a category: its name, how much there is, and, for a house, a sentence about it. */
export function CategoryHead({
  title,
  line,
  text,
  children,
}: {
  title: string
  line: string
  /** A sentence about what is listed: a house's own. */
  text?: string
  /** What can be done about it, below the text. */
  children?: ReactNode
}) {
  return (
    <div className="wrap page-head">
      <div className="titles">
        <h1 className="display d64">{title}</h1>
        {/* As the house wrote it, whatever the page speaks. */}
        {text && (
          <p lang="en" className="max-w-[56ch]">
            {text}
          </p>
        )}
        {children}
      </div>
      <p className="caption num text-muted">{line}</p>
    </div>
  )
}

/** A heading at the left of a part of a page, a line under it, and something at the right: a line, a link, buttons. */
export function HeadingRow({ title, line, children }: { title: string; line?: string; children?: ReactNode }) {
  return (
    <div className="heading-row">
      <div className="grid gap-1">
        <h2 className="display d28">{title}</h2>
        {line && <p className="caption num text-muted">{line}</p>}
      </div>
      {children}
    </div>
  )
}
