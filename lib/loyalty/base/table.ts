/**
 * Columns of text for a terminal: the first column to the left, numbers to the right, long columns named in `left` to
 * the left too. The head is underlined.
 */
export function table(head: readonly string[], rows: readonly (readonly string[])[], left: readonly number[] = []) {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)))
  const line = (cells: readonly string[]) => {
    const padded = cells.map((cell, i) => {
      const width = widths[i] ?? 0
      return i === 0 || left.includes(i) ? cell.padEnd(width) : cell.padStart(width)
    })
    return `  ${padded.join('   ')}`.trimEnd()
  }
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n')
}

export const count = (value: number): string => value.toLocaleString('en')

/** "+148", "−148", "0": with a real minus sign. */
export function signed(difference: number, write: (value: number) => string = count): string {
  if (difference === 0) return write(0)
  return `${difference > 0 ? '+' : '−'}${write(Math.abs(difference))}`
}
