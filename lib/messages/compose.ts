import { sayIn } from '@/lib/experience/say'
import type { Shopper } from '@/lib/experience/schema'
import type { Projections } from '@/lib/ranking/projections'
import { languageOf, LOCALES } from '@/lib/shopper/language'
import { piecesOf } from './content/pieces'
import { relationOf } from './content/relation'
import { rowsOf } from './content/rows'
import { wordsOf } from './content/words'
import { TRANSACTIONAL, type CampaignDefinition, type Cause, type Due, type MessageContent } from './schema'

const ORDERS_OWN: ReadonlySet<Cause> = new Set(TRANSACTIONAL)

/**
 * What a message says to this customer: words in their language, pieces and relational block by the same decisions as the
 * site's. Pure. `campaign`: its words and pieces, where that is the cause; a campaign without Polish words is English
 * from end to end. Throws where the cause is a campaign and none is given.
 */
export function composeMessage(
  reader: Shopper,
  due: Due,
  context: { projections: Projections; campaign?: CampaignDefinition },
): MessageContent {
  const shopper = spokenTo(reader, due, context.campaign)
  const { about, shown } = piecesOf(shopper, due, context)
  const { landing, ...words } = wordsOf(shopper, due, { about, campaign: context.campaign })
  const transactional = ORDERS_OWN.has(due.cause)
  return {
    language: languageOf(shopper.say.locale),
    ...words,
    ...(transactional ? { relation: null, offer: null } : relationOf(shopper, due)),
    rows: rowsOf(shopper, due),
    pieces: shown,
    landing: { cause: due.cause, ...landing, pieces: shown.map(({ slug }) => slug) },
  }
}

/** The reader, in the one language that all of the message is written in. */
function spokenTo(reader: Shopper, { cause }: Due, campaign?: CampaignDefinition): Shopper {
  if (cause !== 'campaign' || campaign?.words.pl || languageOf(reader.say.locale) === 'en') return reader
  const { programme } = reader
  return { ...reader, say: sayIn(LOCALES.en, programme.currency, programme.timeZone) }
}
