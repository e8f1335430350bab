import { domainClock, realNow } from '@/lib/core/clock'
import { answer, machineDoor } from '@/lib/flows/machine-door'
import { runWhole } from '@/lib/messages/run/whole'

/**
 * One run of messages, for a scheduler, which asks every few minutes: the same as `npm run messages:run`, as of now. Takes
 * no parameters; answers what was done. Any number may run at once. docs/messages.md says who may and what comes back.
 */
export const POST = machineDoor(
  {
    realm: 'messages',
    keys: 'MESSAGES_API_KEY',
    perMinute: 10,
    fault: {
      log: 'messages: a run ended early',
      message: 'The run ended early. What is left is done by the next one.',
      retryAfterSeconds: 60,
    },
  },
  async () => {
    const { now } = await domainClock(0)
    const done = await runWhole({ asOf: now, realNow: realNow() })
    return answer(200, { asOf: now.toISOString(), ...done })
  },
)
