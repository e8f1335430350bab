import type { Metal } from '@/components/tiers'

/** How many hold each tier, each number under its tier's rule. Lowest first. */
export function TierCounts({ items }: { items: readonly { name: string; metal: Metal | null; count: string }[] }) {
  return (
    <dl className="tier-counts num">
      {items.map(({ name, metal, count }) => (
        <div key={name} className={metal ?? 'no-tier'}>
          <dt>{name}</dt>
          <dd className="display d40">{count}</dd>
        </div>
      ))}
    </dl>
  )
}
