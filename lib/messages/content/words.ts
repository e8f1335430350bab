import { isMessageKey, type MessageValues } from '@/lib/core/messages'
import type { Shopper } from '@/lib/experience/schema'
import { languageOf } from '@/lib/shopper/language'
import type { CampaignDefinition, Cause, Due, MessageContent, MessagePiece } from '../schema'
import { named, orderOf } from './about'
import { VALUES } from './values'

/** The part of a message that is words. */
export type Words = Pick<MessageContent, 'subject' | 'preview' | 'headline' | 'paragraphs' | 'action'> & {
  landing: { headline: string; line: string }
}

/** A message's words in the shopper's language. `about`: the pieces that it is about, as it shows them. */
export function wordsOf(
  shopper: Shopper,
  due: Due,
  { about, campaign }: { about: readonly MessagePiece[]; campaign?: CampaignDefinition },
): Words {
  if (due.cause === 'campaign') return campaignWords(shopper, campaign)
  const { cause } = due
  const { t } = shopper.say
  const values = VALUES[cause]({ shopper, due, about })
  return {
    subject: t(`message.${cause}.subject`, values),
    preview: t(`message.${cause}.preview`, values),
    headline: t(`message.${cause}.headline`, values),
    paragraphs: [t(`message.${cause}.text`, values), ...moreOf(cause, values, shopper)].filter(Boolean),
    action: { label: t(`message.${cause}.action`, values), path: pathOf(shopper, due, about) },
    landing: {
      headline: t(`message.${cause}.landing.headline`, values),
      line: t(`message.${cause}.landing.line`, values),
    },
  }
}

/** A further paragraph, where the words have one: "message.<cause>.more". */
function moreOf(cause: Cause, values: MessageValues, { say }: Shopper): string[] {
  const key = `message.${cause}.more`
  return isMessageKey(key) ? [say.t(key, values)] : []
}

/** Where the button leads: to what the message is about, else to home, which goes on with it. */
function pathOf(shopper: Shopper, due: Due, about: readonly MessagePiece[]): string {
  const [first] = about
  switch (due.cause) {
    case 'browse-left':
      return first ? `/p/${first.slug}` : '/'
    case 'cart-left':
      return '/cart'
    case 'tier-reached':
      return '/account/loyalty'
    case 'new-from-house': {
      const house = named(due, 'houseSlug')
      return house ? `/houses/${house}` : '/'
    }
    case 'order-placed':
    case 'return-received': {
      const order = orderOf(shopper, due)
      return order ? `/order/${encodeURIComponent(order.number)}` : '/account/orders'
    }
    default:
      return '/'
  }
}

/** Words that staff wrote, in paragraphs as they set them; in English where there are none in the language. */
function campaignWords(shopper: Shopper, campaign: CampaignDefinition | undefined): Words {
  if (!campaign) throw new Error('a campaign without its words')
  const { t, locale } = shopper.say
  const { subject, headline, text } = (languageOf(locale) === 'pl' ? campaign.words.pl : null) ?? campaign.words.en
  const paragraphs = text.split(/\s*\n\s*/).filter(Boolean)
  const [first = headline] = paragraphs
  return {
    ...{ subject, headline, paragraphs, preview: first },
    action: { label: t('message.campaign.action'), path: campaign.path },
    landing: { headline, line: first },
  }
}
