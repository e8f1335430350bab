import { isMessageKey, type Translator } from '@/lib/core/messages'
import type { MessageContent } from '../schema'

/** Why somebody gets a letter of this cause, in one sentence. */
export function becauseOf({ landing: { cause } }: MessageContent, t: Translator): string {
  const key = `message.${cause}.because`
  return t(isMessageKey(key) ? key : 'message.campaign.because')
}
