const FIRST_KEYS = 1024

/**
 * Sums by number, and by whom they came from: how scores are added up while neighbours are walked. Used again and again,
 * since a new table for each prediction would cost more than the prediction.
 */
export class Tally {
  /** Where the sum of a key stands, plus one; 0 when it has none. */
  private rows = new Int32Array(FIRST_KEYS)
  private sources = 1
  private readonly parts: number[] = []
  /** The keys in the order in which they came first, and their sums. */
  readonly keys: number[] = []
  readonly totals: number[] = []

  /** Forgets everything. From now on sums come from `sources` sources, 0 to sources - 1. */
  restart(sources: number): void {
    for (const key of this.keys) this.rows[key] = 0
    this.keys.length = 0
    this.totals.length = 0
    this.parts.length = 0
    this.sources = sources
  }

  /** Adds to the sum of a key what a source says for it. */
  add(key: number, amount: number, source: number): void {
    if (key >= this.rows.length) {
      const longer = new Int32Array(Math.max(key + 1, this.rows.length * 2))
      longer.set(this.rows)
      this.rows = longer
    }
    let row = (this.rows[key] ?? 0) - 1
    if (row < 0) {
      row = this.keys.length
      this.rows[key] = row + 1
      this.keys.push(key)
      this.totals.push(0)
      for (let i = 0; i < this.sources; i++) this.parts.push(0)
    }
    this.totals[row] = (this.totals[row] ?? 0) + amount
    const part = row * this.sources + source
    this.parts[part] = (this.parts[part] ?? 0) + amount
  }

  /** The row of a key, -1 when it has none. */
  rowOf(key: number): number {
    return (this.rows[key] ?? 0) - 1
  }

  /** The source that gave most to the sum in a row; the first of equals. */
  sourceOf(row: number): number {
    const start = row * this.sources
    let best = 0
    for (let source = 1; source < this.sources; source++)
      if ((this.parts[start + source] ?? 0) > (this.parts[start + best] ?? 0)) best = source
    return best
  }

  /** Multiplies all sums. */
  scale(by: number): void {
    for (let row = 0; row < this.totals.length; row++) this.totals[row] = (this.totals[row] ?? 0) * by
    for (let part = 0; part < this.parts.length; part++) this.parts[part] = (this.parts[part] ?? 0) * by
  }
  /** Multiplies the sum in one row. */
  scaleRow(row: number, by: number): void {
    this.totals[row] = (this.totals[row] ?? 0) * by
    for (let part = row * this.sources; part < (row + 1) * this.sources; part++)
      this.parts[part] = (this.parts[part] ?? 0) * by
  }
}
