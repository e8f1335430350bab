/** "12 of 44" and the link to twelve more; the link is absent when all are shown. */
export function Pagination({ line, more }: { line: string; more?: { href: string; label: string } }) {
  return (
    <div className="wrap more">
      <p className="caption num text-muted">{line}</p>
      {more && (
        <a className="btn line" href={more.href}>
          {more.label}
        </a>
      )}
    </div>
  )
}
