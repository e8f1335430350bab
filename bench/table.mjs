// @ts-check

/**
 * Columns of text, numbers to the right, the first column to the left.
 *
 * @param {string[]} head
 * @param {string[][]} rows
 * @returns {string}
 */
export function table(head, rows) {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)))
  const line = (/** @type {string[]} */ cells) =>
    `  ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')}`.trimEnd()
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n')
}

/** @param {number | null | undefined} value @param {number} [digits] */
export const number = (value, digits = 1) =>
  typeof value === 'number' && !Number.isNaN(value) ? value.toFixed(digits) : '–'

/** How a value compares with an earlier one: "×0.93"; empty without one. @param {number | null | undefined} now @param {number | null | undefined} before */
export const ratio = (now, before) => (now && before ? `×${(now / before).toFixed(2)}` : '')
