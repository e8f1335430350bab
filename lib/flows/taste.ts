import type { Saying } from './contribute'
import type { Vocabulary } from './taste-queries'
import { COLOUR_FAMILIES } from '@/lib/catalog/facet-tables'

/** The field of a category's size. */
export const sizeField = (category: string): string => `size-${category}`

/**
 * The form of "Your taste" as sayings: one for each size, colour and style that the form can hold, so that what is not
 * ticked is taken back. What holds already changes nothing. Pure; values that the form does not offer are left out, and
 * a size that is none is refused where it is said.
 */
export function tasteChanges(form: FormData, { sizes, styles }: Vocabulary): Saying[] {
  const sayings: Saying[] = []
  for (const category of sizes.keys()) {
    const size = form.get(sizeField(category))
    if (typeof size !== 'string') continue
    sayings.push(
      size === ''
        ? { kind: 'unprefer', value: `size:${category}:` }
        : { kind: 'prefer', value: `size:${category}:${size.slice(0, 8)}` },
    )
  }
  for (const [kind, offered] of [
    ['colour', COLOUR_FAMILIES],
    ['style', styles],
  ] as const) {
    const chosen = new Set(form.getAll(kind))
    for (const value of offered) {
      sayings.push({ kind: chosen.has(value) ? 'prefer' : 'unprefer', value: `${kind}:${value}` })
    }
  }
  return sayings
}
