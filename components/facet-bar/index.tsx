import type { FacetBarProps, FacetOption } from './types'
import { OptionLink } from './option-link'
import { FilterSheet, SortSheet } from './sheets'
import { OpenSheet } from '@/components/sheet'

/** Facets and sort: drop-downs of links on a desktop, two halves that open sheets on a phone. */
export function FacetBar(props: FacetBarProps) {
  const { groups, sort, chosen = [], clear, words } = props
  return (
    <>
      <div className="facets" role="group" aria-label={words.label}>
        <div className="wrap row">
          {groups.map((group) => (
            <Drop key={group.name} label={group.label} options={group.options} round={group.single} />
          ))}
          <Drop prefix={sort.label} label={sort.current} options={sort.options} round />
        </div>
        <div className="halves">
          <OpenSheet sheet="filter">{words.filter}</OpenSheet>
          <OpenSheet sheet="sort">{sort.half}</OpenSheet>
        </div>
      </div>
      {chosen.length > 0 && (
        <div className="wrap chips">
          {chosen.map((chip) => (
            <a key={chip.href} className="chip" href={chip.href} aria-label={chip.remove}>
              {chip.label}
            </a>
          ))}
          <a className="link" href={clear.href}>
            {clear.label}
          </a>
        </div>
      )}
      <FilterSheet {...props} />
      <SortSheet sort={sort} close={words.close} />
    </>
  )
}

type DropProps = { prefix?: string; label: string; options: readonly FacetOption[]; round?: boolean }

function Drop({ prefix, label, options, round }: DropProps) {
  return (
    <details className="drop" name="facet">
      <summary>
        {prefix && <span className="text-muted">{prefix}</span>}
        {label}
        <span className="chev" />
      </summary>
      <ul>
        {options.map((option) => (
          <li key={option.value}>
            <OptionLink option={option} round={round} />
          </li>
        ))}
      </ul>
    </details>
  )
}
