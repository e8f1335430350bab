import { real } from './columns'
import { POPULAR } from './settings'
import type { SessionIndex } from './store'

/** After so many half-lives masses are counted from a later moment, long before they outgrow a number. */
const EPOCH = 512

/**
 * Counts an event for its item: `2^(t / half-life)` from a landmark, so that what decays is never touched again and a
 * late event counts as if it had come in time. The list of the greatest stays exact at a cost bounded by its length,
 * because masses only grow, until an item in it is forgotten: who gets its place is the next that is counted, not the
 * greatest of those behind the list, for which all would have to be compared. One of those is back with its next event.
 * Source: forward decay, Cormode, Shkapenyuk, Srivastava and Xu, ICDE 2009.
 */
export function countPopular(index: SessionIndex, item: number, at: number): void {
  const { items, popular } = index
  const time = at / POPULAR.halfLifeMs
  const epoch = Math.floor(time / EPOCH) * EPOCH
  if (!(epoch <= popular.from)) {
    const scale = Number.isNaN(popular.from) ? 0 : Math.pow(2, popular.from - epoch)
    for (let other = 0; other < items.names.length; other++) items.mass[other] = real(items.mass, other) * scale
    popular.from = epoch
  }
  items.mass[item] = real(items.mass, item) + Math.pow(2, time - popular.from)
  rise(index, item)
}

/** Moves an item of grown mass to its place among the greatest, if it has one there. */
function rise({ items, popular: { items: list } }: SessionIndex, item: number): void {
  const mass = real(items.mass, item)
  const name = items.names[item] ?? ''
  let place = list.indexOf(item)
  if (place < 0) {
    if (list.length < POPULAR.kept) list.push(item)
    place = list.length - 1
    if (!isLess(list[place], mass, name)) return
  }
  function isLess(other: number | undefined, than: number, called: string): boolean {
    if (other === undefined || other === item) return true
    const [a, b] = [real(items.mass, other), items.names[other] ?? '']
    return a < than || (a === than && b > called)
  }
  while (place > 0 && isLess(list[place - 1], mass, name)) {
    list[place] = list[place - 1] ?? item
    place -= 1
  }
  list[place] = item
}

/** Forgets an item that no event names any more. */
export function forgetPopular({ items, popular: { items: list } }: SessionIndex, item: number): void {
  items.mass[item] = 0
  const place = list.indexOf(item)
  if (place >= 0) list.splice(place, 1)
}
