/** Numbers, one after the other, eight bytes each: what is kept of each customer while a base goes by. */
export class Column {
  private values = new Float64Array(1_024)
  private count = 0

  push(value: number): void {
    if (this.count === this.values.length) {
      const larger = new Float64Array(2 * this.count)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.count++] = value
  }

  get length(): number {
    return this.count
  }

  at(index: number): number {
    return this.values[index] ?? NaN
  }

  /** All of them, not copied: valid until the next `push`. */
  all(): Float64Array {
    return this.values.subarray(0, this.count)
  }
}

export const columns = (count: number): Column[] => Array.from({ length: count }, () => new Column())
