import { useEffect, useRef, useState } from 'react'

export type Suggestion = {
  kind: 'query' | 'house' | 'category' | 'piece'
  href: string
  text: string
  note?: string
  price?: string
  picture?: string
}
export type Suggestions = { items: readonly Suggestion[]; said: string }

export const NONE: Suggestions = { items: [], said: '' }

/** Long enough that fast typing asks once, short enough that nobody waits for it. */
const PAUSE_MS = 120

/**
 * Suggestions for what is being typed. Each `ask` ends the one before it: its request is aborted, and an answer that
 * comes all the same is not looked at. Whatever goes wrong, there are simply none.
 */
export function useSuggestions(from: string) {
  const [found, setFound] = useState(NONE)
  const asking = useRef<{ abort: AbortController; timer: number } | null>(null)

  const stop = () => {
    asking.current?.abort.abort()
    window.clearTimeout(asking.current?.timer)
    asking.current = null
  }
  useEffect(() => stop, [])

  const ask = (text: string) => {
    stop()
    const words = text.trim()
    if (words === '') return setFound(NONE)
    const abort = new AbortController()
    const timer = window.setTimeout(() => {
      fetch(`${from}?q=${encodeURIComponent(words)}`, { signal: abort.signal, headers: { Accept: 'application/json' } })
        .then((answer) => (answer.ok ? (answer.json() as Promise<Suggestions>) : NONE))
        .catch(() => NONE)
        .then((answer) => {
          if (!abort.signal.aborted) setFound(answer)
        })
    }, PAUSE_MS)
    asking.current = { abort, timer }
  }
  const clear = () => {
    stop()
    setFound(NONE)
  }
  return { found, ask, clear }
}
