/** What a paragraph can leave to the programme's data: a tier's name, where it begins, and what it gives. */
export const PLACEHOLDERS = ['tier', 'amount', 'gives'] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

/** How each is written for a tier: "{tier:gold}". */
export const placeholdersOf = (tier: string): string[] => PLACEHOLDERS.map((name) => `{${name}:${tier}}`)

const NAMED = /\{(tier|amount|gives):([a-z0-9-]{1,40})\}/g
const BRACED = /[{}]/

/** The tiers whose data a text states, by key; each once. */
export const tiersNamedIn = (paragraphs: readonly string[]): string[] => [
  ...new Set(paragraphs.flatMap((text) => [...text.matchAll(NAMED)].map(([, , key = '']) => key))),
]

/** Whether a text has a brace that begins no known placeholder: it would be read as it stands. */
export const isMisnamed = (text: string): boolean => BRACED.test(text.replace(NAMED, ''))

/**
 * Paragraphs with the programme's own words in place of "{tier:silver}", "{amount:silver}" and "{gives:silver}", so that
 * a text follows the programme. A paragraph about something that the programme no longer has is left out: better
 * nothing than what is not true.
 * @param valueOf null where there is no such tier, or it has no such value
 */
export function filledIn(
  paragraphs: readonly string[],
  valueOf: (placeholder: Placeholder, tier: string) => string | null,
): string[] {
  return paragraphs.flatMap((text) => {
    let known = true
    const said = text.replace(NAMED, (_, placeholder: Placeholder, tier: string) => {
      const value = valueOf(placeholder, tier)
      if (value === null || value === '') known = false
      return value ?? ''
    })
    return known ? [said] : []
  })
}
