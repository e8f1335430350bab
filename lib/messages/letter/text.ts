import type { LetterProps } from './document'
import { becauseOf } from './because'

/** Where lines of plain text end: what mail clients set without breaking it themselves (RFC 3676 recommends 78 at most). */
const WIDTH = 72

/** A message as the text part of an e-mail, made from what it says and not from its HTML: complete, with its addresses. */
export function textOf({ content, urls, t }: LetterProps): string {
  const { headline, paragraphs, action, rows, offer, relation, pieces } = content
  const blocks = [
    `${t('shop.name').toUpperCase()}\n${urls.home}`,
    wrap(headline),
    ...paragraphs.map((paragraph) => wrap(paragraph)),
    rows.map(({ label, value }) => leader(label, value)).join('\n'),
    `${wrap(`${action.label}:`)}\n${urls.action}`,
    offer
      ? [offer.title, offer.text, offer.until ?? '']
          .filter(Boolean)
          .map((line) => wrap(line))
          .join('\n')
      : '',
    relation
      ? [wrap(relation.statement), ...relation.figures.map(({ value, label }) => wrap(`${value} ${label}`, '  '))].join(
          '\n',
        )
      : '',
    ...pieces.map((piece) =>
      [wrap(`${piece.name}, ${piece.house}, ${piece.price}`), wrap(piece.reason ?? ''), urls.piece(piece)]
        .filter(Boolean)
        .join('\n'),
    ),
    '-'.repeat(WIDTH),
    wrap(becauseOf(content, t)),
    [
      `${t('message.letter.inbox')}:\n${urls.inbox}`,
      `${t('message.letter.preferences')}:\n${urls.preferences}`,
      ...(urls.unsubscribe ? [`${t('message.letter.unsubscribe')}:\n${urls.unsubscribe}`] : []),
    ].join('\n'),
    wrap(t('message.letter.address')),
  ]
  return `${blocks.filter(Boolean).join('\n\n')}\n`
}

/** Breaks at spaces, never inside a word: an address or an amount stays whole. Further lines begin with `hang`. */
export function wrap(text: string, hang = ''): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/[ \t\r\n]+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word
    if (line && longer.length > WIDTH) {
      lines.push(line)
      line = hang + word
    } else line = longer
  }
  return [...lines, line].filter(Boolean).join('\n')
}

/** "Total .......... $4,190.00", the amounts below each other; an amount that leaves no room for it stands on its own line. */
function leader(label: string, value: string): string {
  const dots = WIDTH - label.length - value.length - 2
  return dots >= 3 ? `${label} ${'.'.repeat(dots)} ${value}` : `${wrap(label)}\n  ${value}`
}
