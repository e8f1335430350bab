import type { StoreKey } from '@/messages/en'
import account from './account.json'
import answers from './answers.json'
import cart from './cart.json'
import catalogue from './catalogue.json'
import checkout from './checkout.json'
import content from './content.json'
import contributed from './contributed.json'
import error from './error.json'
import experience from './experience.json'
import inbox from './inbox.json'
import letters from './letters.json'
import loyalty from './loyalty.json'
import membership from './membership.json'
import messages from './messages.json'
import offers from './offers.json'
import privacy from './privacy.json'
import relational from './relational.json'
import returns from './returns.json'
import search from './search.json'
import shop from './shop.json'

/** Every word that shoppers read, in Polish. What is said in English and not here does not compile. */
export const pl: Readonly<Record<StoreKey, string>> = {
  ...shop,
  ...catalogue,
  ...cart,
  ...checkout,
  ...content,
  ...contributed,
  ...account,
  ...answers,
  ...relational,
  ...inbox,
  ...letters,
  ...loyalty,
  ...membership,
  ...messages,
  ...offers,
  ...privacy,
  ...returns,
  ...experience,
  ...search,
  ...error,
}
