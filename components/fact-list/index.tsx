/** `href` leads to more of it. */
export type Fact = { text: string; href?: string; at?: string; dateTime?: string; figure?: string }
export type FactListProps = { items: readonly Fact[]; /** Ends in a hairline too. */ closed?: boolean }

/** Facts with their times, or reasons with their weights, under hairlines. */
export function FactList({ items, closed }: FactListProps) {
  return (
    <ul className={closed ? 'facts closed num' : 'facts num'}>
      {items.map((fact, i) => (
        <li key={i}>
          {fact.href ? (
            <a className="link" href={fact.href}>
              {fact.text}
            </a>
          ) : (
            <span>{fact.text}</span>
          )}
          {fact.at && <time dateTime={fact.dateTime}>{fact.at}</time>}
          {fact.figure && <span>{fact.figure}</span>}
        </li>
      ))}
    </ul>
  )
}
