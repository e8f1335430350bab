import { itemsOf, recentSessions } from './neighbours'
import type { Running } from './running'
import { NONE } from './columns'
import { RULES } from './settings'
import type { SessionIndex } from './store'
import type { Tally } from './tally'

/**
 * Sequential rules: what came within some steps after the current item in the most recent sessions that have it, each
 * time with weight 1 / steps.
 * Source: Ludewig and Jannach, "Evaluation of session-based recommendation algorithms", UMUAI 28, 2018.
 */
export function rules(index: SessionIndex, running: Running, scores: Tally, settings = RULES): void {
  if (running.current === NONE) return
  const items: number[] = []
  for (const session of recentSessions(index, running, running.current, settings.recent)) {
    const count = itemsOf(index, session, items)
    for (let at = 0; at < count; at++) {
      if (items[at] !== running.current) continue
      for (let steps = 1; steps <= settings.steps && at + steps < count; steps++)
        scores.add(items[at + steps] ?? NONE, 1 / steps, 0)
    }
  }
}
