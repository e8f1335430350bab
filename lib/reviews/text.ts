/** How long the words of a review may be, in characters as people count them. */
export const LENGTHS = {
  title: { least: 3, most: 80 },
  body: { least: 10, most: 2_000 },
  reason: { least: 5, most: 200 },
}

/** Longer input than any field takes is not looked at. */
const READ = 20_000

/**
 * Words as they may be kept and shown as plain text: what cannot be seen (control and format characters, those that turn
 * the direction of reading among them, halves of characters) is taken out, as are marks piled upon one letter; spaces are
 * tidied. Markup stays what it is, text. `lines` keeps paragraphs, one empty line apart.
 */
export function plainText(words: unknown, { lines = false } = {}): string {
  if (typeof words !== 'string') return ''
  const seen = words
    .slice(0, READ)
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\P{C}\n\t]/gu, '')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
  if (!lines) return seen.replace(/\s+/gu, ' ').trim()
  return seen
    .split('\n')
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** How many characters people count in a text: an accent, or a face of several code points, counts once. */
export function lengthOf(text: string): number {
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length
}

/** Longest a first name is written. */
const NAME = 30

/**
 * How a review is signed: the first name and the initial of the last one, "Alice H.", never more. Only letters of a
 * name are taken, so that no address or number is signed with. Empty for a name that has none.
 */
export function authorOf(name: string): string {
  const words = plainText(name)
    .split(' ')
    .filter((word) => !/[@/\\:]|\.\p{L}/u.test(word))
    .map((word) => word.replace(/[^\p{L}\p{M}'’-]/gu, '').replace(/^['’-]+|['’-]+$/g, ''))
    .filter((word) => word !== '')
  const [first] = words
  const last = words.length > 1 ? words.at(-1) : undefined
  if (!first) return ''
  const short = [...first].slice(0, NAME).join('')
  return last ? `${short} ${[...last.toLocaleUpperCase('en')][0]}.` : short
}
