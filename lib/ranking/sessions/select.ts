/**
 * The value of which `count` of the values are at least as great, found without sorting. -Infinity when there are no more
 * than `count`.
 * Source: Hoare, Algorithm 65: Find, CACM 1961.
 */
export function threshold(values: readonly number[], count: number): number {
  if (values.length <= count) return -Infinity
  const rest = Float64Array.from(values)
  const at = (place: number): number => rest[place] ?? 0
  const target = count - 1
  let [low, high] = [0, rest.length - 1]
  while (low < high) {
    const pivot = at((low + high) >> 1)
    let [i, j] = [low, high]
    while (i <= j) {
      while (at(i) > pivot) i += 1
      while (at(j) < pivot) j -= 1
      if (i <= j) {
        const swapped = at(i)
        rest[i] = at(j)
        rest[j] = swapped
        i += 1
        j -= 1
      }
    }
    if (target <= j) high = j
    else if (target >= i) low = i
    else break
  }
  return at(target)
}

/** The places of the `count` greatest values, in their own order; of equals at the border the first. */
export function greatest(values: readonly number[], count: number): number[] {
  const border = threshold(values, count)
  const above = values.reduce((sum, value) => sum + (value > border ? 1 : 0), 0)
  let equals = count - above
  const places: number[] = []
  values.forEach((value, place) => {
    if (value > border || (value === border && equals-- > 0)) places.push(place)
  })
  return places
}
