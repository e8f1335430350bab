'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useState } from 'react'
import { createQueue, type Telling } from './queue'

/** Seconds on a piece that are each told once. */
const MARKS = [5, 15, 45]

/** Calls `reached` when the page has been visible for so many seconds. @returns how to end it. */
function watchDwell(reached: (seconds: number) => void): () => void {
  let seen = 0
  let since: number | undefined
  let next = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const mark = () => (MARKS[next] ?? Infinity) * 1000
  const turn = () => {
    clearTimeout(timer)
    const now = performance.now()
    if (since !== undefined) seen += now - since
    since = document.visibilityState === 'visible' ? now : undefined
    // Timers may come a moment early.
    for (; seen >= mark() - 10; next++) reached(MARKS[next] ?? 0)
    if (since !== undefined && next < MARKS.length) timer = setTimeout(turn, mark() - seen)
  }
  turn()
  document.addEventListener('visibilitychange', turn)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', turn)
  }
}

/** What a click follows: a link on a card (`data-piece`) within a shelf (`data-place`). */
function followed(target: EventTarget | null): Telling | null {
  const link = target instanceof Element ? target.closest('a[href]') : null
  const product = link?.closest<HTMLElement>('[data-piece]')?.dataset.piece
  const place = link?.closest<HTMLElement>('[data-place]')?.dataset.place
  return product && place ? { kind: 'click', product, place } : null
}

/**
 * Tells the shop how long a piece was looked at and which card was followed, for as long as it is on the page: it stands
 * there only for shoppers who may be learned from. Shows nothing.
 */
export function Beacon() {
  const path = usePathname()
  const [queue] = useState(createQueue)
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const fact = event.button < 2 ? followed(event.target) : null
      if (fact) queue.add(fact)
    }
    const onHide = () => {
      if (document.visibilityState === 'hidden') queue.leave()
    }
    document.addEventListener('click', onClick)
    document.addEventListener('auxclick', onClick)
    document.addEventListener('visibilitychange', onHide)
    addEventListener('pagehide', queue.leave)
    return () => {
      document.removeEventListener('click', onClick)
      document.removeEventListener('auxclick', onClick)
      document.removeEventListener('visibilitychange', onHide)
      removeEventListener('pagehide', queue.leave)
      // Taken off the page: nothing may be told any more.
      queue.forget()
    }
  }, [queue])
  useEffect(() => {
    const product = /^\/p\/([a-z0-9-]+)$/.exec(path)?.[1]
    return product ? watchDwell((seconds) => queue.add({ kind: 'dwell', product, seconds })) : undefined
  }, [path, queue])
  return null
}
