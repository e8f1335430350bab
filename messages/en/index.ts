import account from './account.json'
import answers from './answers.json'
import cart from './cart.json'
import catalogue from './catalogue.json'
import checkout from './checkout.json'
import content from './content.json'
import contributed from './contributed.json'
import customers from './customers.json'
import demo from './demo.json'
import error from './error.json'
import experience from './experience.json'
import inbox from './inbox.json'
import letters from './letters.json'
import loyalty from './loyalty.json'
import membership from './membership.json'
import messages from './messages.json'
import offers from './offers.json'
import outbox from './outbox.json'
import privacy from './privacy.json'
import relational from './relational.json'
import results from './results.json'
import returns from './returns.json'
import search from './search.json'
import shop from './shop.json'
import studio from './studio.json'
import valueStudio from './value-studio.json'

/** What shoppers read. Every key of it has to be said in Polish too: add a file here and its twin in messages/pl. */
export const store = {
  ...shop,
  ...catalogue,
  ...cart,
  ...checkout,
  ...content,
  ...contributed,
  ...account,
  ...answers,
  ...inbox,
  ...letters,
  ...loyalty,
  ...membership,
  ...messages,
  ...offers,
  ...privacy,
  ...relational,
  ...returns,
  ...experience,
  ...search,
  ...error,
}

/** What only the house reads, presenters and staff: English alone. */
export const house = {
  ...customers,
  ...demo,
  ...outbox,
  ...results,
  ...studio,
  ...valueStudio,
}

/** Every word the shop says in English, flat keys, one file per part of the shop. */
export const en = { ...store, ...house }

export type MessageKey = keyof typeof en

/** The keys that every language of the shop has: all that a shopper may read. */
export type StoreKey = Exclude<keyof typeof store, `studio.${string}`>
