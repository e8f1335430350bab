/** A tier's accent; "ink" for a tier without metal. */
export type Metal = 'ink' | 'bronze' | 'silver' | 'gold' | 'green'

export type TiersProps = {
  /** Lowest first. `from`: "From $4,000.00"; `gives`: its benefits in a sentence. */
  items: readonly { name: string; metal: Metal; from: string; gives: string }[]
}

/** The programme at a glance: tiers side by side, each under its own metal. */
export function Tiers({ items }: TiersProps) {
  return (
    <ul className="tiers">
      {items.map((tier) => (
        <li key={tier.name} className={tier.metal}>
          <p className="label">{tier.name}</p>
          <p className="display d28">{tier.from}</p>
          <p className="caption text-muted">{tier.gives}</p>
        </li>
      ))}
    </ul>
  )
}
