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
