import { int, NONE, real } from './columns'
import { addSessionEvent, createSessionIndex, predictNext, type PredictOptions, type SessionIndex } from '.'
import type { SessionLimits } from './settings'

export const DAY = 86_400_000
/** When the running sessions of tests take place. */
export const NOW = Date.UTC(2026, 4, 1)

/** An index that met these sessions, each `days` before NOW, its items a second apart, the last at that moment. */
export function met(sessions: Record<string, [days: number, ...items: string[]]>, limits?: Partial<SessionLimits>) {
  const index = createSessionIndex(limits)
  for (const [session, [days, ...items]] of Object.entries(sessions))
    items.forEach((item, i) => {
      addSessionEvent(index, { session, item, at: NOW - days * DAY - (items.length - 1 - i) * 1_000 })
    })
  return index
}

/** Somebody who meets these items now. */
export const running = (...items: string[]) =>
  items.map((item, i) => ({ item, at: NOW - (items.length - 1 - i) * 1_000 }))

/** The scores that an algorithm gives, by item. */
export const scores = (index: SessionIndex, items: string[], options: PredictOptions) =>
  Object.fromEntries(predictNext(index, running(...items), options).map(({ item, score }) => [item, score]))

/** What an index knows, whatever the order in which it came to know it. */
export function known(index: SessionIndex) {
  const { sessions, items, events, returns } = index
  const list = (from: number, next: Int32Array, say: (row: number) => string): string[] => {
    const said: string[] = []
    for (let row = from; row !== NONE; row = int(next, row)) said.push(say(row))
    return said
  }
  const bySession = [...sessions.numbers].map(([name, number]) => [
    name,
    list(int(sessions.last, number), events.before, (row) => {
      return `${items.names[int(events.item, row)]} ${real(events.at, row)}`
    }),
  ])
  const byItem = [...items.numbers].map(([name, number]) => [
    name,
    list(int(items.newest, number), events.older, (row) => sessions.names[int(events.session, row)] ?? '?'),
  ])
  return {
    sessions: Object.fromEntries(bySession) as Record<string, string[]>,
    items: Object.fromEntries(byItem) as Record<string, string[]>,
    returns: { ...returns, chances: [...returns.chances], taken: [...returns.taken] },
    events: events.count,
  }
}
