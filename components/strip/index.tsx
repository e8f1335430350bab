export type Promise = { title: string; line?: string; link?: { href: string; label: string } }

/** The promises of this visit, one to four, under the banner. */
export function Strip({ items }: { items: readonly Promise[] }) {
  return (
    <ul className="strip">
      {items.map((item) => (
        <li key={item.title}>
          <p className="font-medium">{item.title}</p>
          {item.line && <p className="caption text-muted">{item.line}</p>}
          {item.link && (
            <p className="caption">
              <a className="link" href={item.link.href}>
                {item.link.label}
              </a>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
