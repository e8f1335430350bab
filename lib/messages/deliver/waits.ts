import { MS_PER_DAY } from '@/lib/core/days'
import { afterQuiet, NIGHT, type Quiet } from '../quiet'
import { triggerSchema } from '../schema'
import { zoneOf } from '../zones'
import type { Recipient } from './claim'

type Asked = Pick<Recipient, 'hadEnoughAt' | 'zone' | 'programmeZone' | 'country' | 'trigger'>

/** Of a campaign, and of a trigger that is no more or no longer fits its schema: the night. */
function quietOf(trigger: unknown): Quiet | null {
  const parsed = triggerSchema.safeParse(trigger)
  return parsed.success ? parsed.data.quiet : NIGHT
}

/**
 * Domain time before which an e-mail does not leave, asked at the moment at which it would: it was decided hours or days
 * ago, and a server that was away comes back at midnight, to three messages of three days. Not within 24 hours of the last
 * one that they may have in these (`CAPS`), counted by what was really sent, and not in their quiet hours. `now` itself
 * where it may leave; what is transactional always may. Pure.
 */
export function leavesAt(kind: string, asked: Asked, now: Date): Date {
  if (kind === 'transactional') return now
  const free = asked.hadEnoughAt ? new Date(asked.hadEnoughAt.getTime() + MS_PER_DAY) : now
  const { zone, country, programmeZone } = asked
  const timeZone = zoneOf({ answer: zone ?? undefined, country, programme: programmeZone ?? 'UTC' })
  return afterQuiet(free > now ? free : now, quietOf(asked.trigger), timeZone)
}
