/** No row: the end of a list, or something that is not known. */
export const NONE = -1

/** A cell of a column of whole numbers; beyond the column there is NONE. */
export const int = (column: Int32Array, row: number): number => column[row] ?? NONE

/** A cell of a column of real numbers; beyond the column there is 0. */
export const real = (column: Float64Array, row: number): number => column[row] ?? 0

/** How long a column of `length` becomes when it needs `rows`: by half as much again, up to `most`. */
export const grownLength = (length: number, rows: number, most: number): number =>
  Math.min(most, Math.max(rows, Math.ceil(length * 1.5)))

/** A longer copy of a column of whole numbers, new cells at zero. */
export function longerInts(column: Int32Array, length: number): Int32Array {
  const longer = new Int32Array(length)
  longer.set(column)
  return longer
}

/** A longer copy of a column of real numbers, new cells at zero. */
export function longerReals(column: Float64Array, length: number): Float64Array {
  const longer = new Float64Array(length)
  longer.set(column)
  return longer
}

/** A longer copy of a column of flags, new cells at zero. */
export function longerFlags(column: Uint8Array, length: number): Uint8Array {
  const longer = new Uint8Array(length)
  longer.set(column)
  return longer
}
