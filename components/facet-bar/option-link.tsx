import type { FacetOption } from './types'

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
