// What the page tells of itself waits here, goes out in batches and never in anybody's way.

/** As `POST /api/events` takes it, but for `age`, which is counted when it is sent. */
type Told = { id: string; at: number } & (
  { kind: 'dwell'; product: string; seconds: number } | { kind: 'click'; product: string; place: string }
)
export type Telling = Told extends infer Each ? (Each extends Told ? Omit<Each, 'id' | 'at'> : never) : never

const ADDRESS = '/api/events'
const BATCH = 50
/** Milliseconds in which more may come along, and the first wait after a failure. */
const SOON = 2_000
const MOST_TRIES = 4
/** Facts that wait at most; beyond it the oldest are forgotten. */
export const MOST_WAITING = 200

/** A random UUID, also on a page without TLS, where the browser keeps `crypto.randomUUID` to itself. */
function newId(): string {
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** A queue of its own for each page that is shown. */
export function createQueue() {
  let waiting: Told[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let tries = 0
  let forgotten = 0

  /** What waits from now on, the oldest first: those go where it is too much. */
  const keep = (facts: readonly Told[]) => {
    waiting = facts.slice(-MOST_WAITING)
  }

  const bodyOf = (batch: readonly Told[]) => {
    const now = performance.now()
    return JSON.stringify({ events: batch.map(({ at, ...fact }) => ({ ...fact, age: Math.round(now - at) })) })
  }

  const later = (delay: number) => {
    timer ??= setTimeout(() => {
      timer = undefined
      void send()
    }, delay)
  }

  const send = async () => {
    const batch = waiting.splice(0, BATCH)
    if (batch.length === 0) return
    const before = forgotten
    const headers = { 'content-type': 'application/json' }
    const status = await fetch(ADDRESS, { method: 'POST', headers, body: bodyOf(batch), keepalive: true }).then(
      (answer) => answer.status,
      () => 503,
    )
    if (before !== forgotten) return
    // Refused for what it says it would be refused again. What is told twice counts once, so it may be sent again; what
    // failed often enough is given up, and what came along meanwhile has tries of its own.
    const again = (status === 429 || status >= 500) && ++tries < MOST_TRIES
    if (again) keep([...batch, ...waiting])
    else tries = 0
    if (waiting.length > 0) later(SOON * 2 ** tries)
  }

  return {
    add(fact: Telling) {
      keep([...waiting, { ...fact, id: newId(), at: performance.now() } as Told])
      later(SOON)
    },
    /** The page may be gone in a moment: all at once, without waiting for an answer. */
    leave() {
      clearTimeout(timer)
      timer = undefined
      for (let batch = waiting.splice(0, BATCH); batch.length > 0; batch = waiting.splice(0, BATCH)) {
        const sent = navigator.sendBeacon(ADDRESS, new Blob([bodyOf(batch)], { type: 'application/json' }))
        if (!sent) return void waiting.unshift(...batch)
      }
    },
    /** Nothing may be told any more: what waits is forgotten. */
    forget() {
      clearTimeout(timer)
      timer = undefined
      waiting = []
      tries = 0
      forgotten++
    },
  }
}
