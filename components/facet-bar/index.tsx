import { FilterSheet, SortSheet } from './sheets'
import { OpenSheet } from '@/components/sheet'

export type FacetOption = {
  /** The parameter's value. */
  value: string
  label: string
  /** How many pieces it would show: "9". */
  count?: string
  selected: boolean
  /** It would show nothing: it can be read, not chosen. */
  disabled?: boolean
  /** This page with the option put in, or taken out when it is selected. */
  href: string
}

export type FacetGroup = {
  /** The parameter's name in the address. */
  name: string
  label: string
  /** One value at a time (a price range) instead of any number. */
  single?: boolean
  options: readonly FacetOption[]
}

export type FacetBarProps = {
  /** This page's path: where the filter form goes. */
  action: string
  groups: readonly FacetGroup[]
  /** `current`: "For you"; `label`: "Sort"; `half`: "Sort: For you", the button on a phone. */
  sort: { name: string; label: string; current: string; half: string; options: readonly FacetOption[] }
  /** What else the address carries and the form must keep (never a page number). */
  keep?: Readonly<Record<string, string>>
  /** What is chosen, each with the address without it. `remove`: "Remove Corvane". */
  chosen?: readonly { href: string; label: string; remove: string }[]
  clear: { href: string; label: string }
  words: { label: string; filter: string; close: string; show: string; showChanged: string }
}

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

/** A choice that is an address: it works without a script and can be shared. */
export function OptionLink({ option, round }: { option: FacetOption; round?: boolean }) {
  return (
    <a
      className="opt"
      href={option.disabled ? undefined : option.href}
      role={option.disabled ? 'link' : undefined}
      aria-disabled={option.disabled || undefined}
      aria-current={option.selected ? 'true' : undefined}
    >
      <span className={round ? 'box round' : 'box'} />
      {option.label}
      {option.count && <span className="n num">{option.count}</span>}
    </a>
  )
}
