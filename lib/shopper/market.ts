import type { Answers } from './answers'
import { inHouse, isLanguage, LOCALES } from './language'

/** Where a shopper buys from, and what follows from it. */
export type Market = {
  /** ISO 3166-1 alpha-2. */
  country: string
  /** How this browser is spoken to. A customer's own answer may say otherwise: see `localeOf`. */
  locale: string
  /** "opt-out": learns unless told not to. "opt-in": learns nothing until a yes. */
  consent: Consent
}

/** Whether a yes has to come first ("opt-in"), or a no ends it ("opt-out"): for learning, and for messages by e-mail. */
export type Consent = 'opt-out' | 'opt-in'

// EEA, United Kingdom and Switzerland (Directive 2002/58/EC, Art. 5(3); UK PECR; Swiss revDSG by choice).
const OPT_IN = new Set(
  'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
)

/**
 * The market of a country. The shop sells in its programme's currency everywhere, and speaks English until another
 * language is chosen, whatever the country.
 */
export function marketOf(country: string): Market {
  return { country, locale: LOCALES.en, consent: OPT_IN.has(country) ? 'opt-in' : 'opt-out' }
}

/** What an account says of its market; both null of customers whom only the till or an import knows. */
export type AccountMarket = { country: string | null; consentRule: string | null }

/**
 * The rule that holds for a customer who is not asking themself: the one under which the account was opened, for an
 * address that could not be placed is given a country all the same; else their country's. Of whom no country is known, a
 * yes comes first.
 */
export function consentOf({ country, consentRule }: AccountMarket): Consent {
  if (consentRule === 'opt-in' || consentRule === 'opt-out') return consentRule
  return country === null ? 'opt-in' : marketOf(country).consent
}

/**
 * The locale in which somebody is spoken to: what they answered as a customer, else what this browser chose, which is in
 * its market. Pages of the house itself (`url`) speak English.
 */
export function localeOf(asking: { market: Pick<Market, 'locale'>; answers: Answers; url?: string }): string {
  const { language } = asking.answers
  if (asking.url !== undefined && inHouse(asking.url)) return LOCALES.en
  return isLanguage(language) ? LOCALES[language] : asking.market.locale
}

/** What the shopper said: yes, no, or nothing yet. */
export type ConsentAnswer = 'yes' | 'no' | null

/**
 * The answer that counts: this browser's own "no" always, then what the customer has stored for every device, then this
 * browser's "yes". The most private of the answers holds.
 */
export function answerInForce(browser: ConsentAnswer, stored: 'on' | 'off' | null): ConsentAnswer {
  if (browser === 'no' || stored === null) return browser
  return stored === 'on' ? 'yes' : 'no'
}

/**
 * Whether this shopper may be learned from and shown personal content.
 * An explicit answer always decides. Unasked: an opt-in market means no; an opt-out market means yes unless the
 * browser sends Global Privacy Control.
 */
export function mayPersonalise(
  market: Pick<Market, 'consent'>,
  answer: ConsentAnswer,
  globalPrivacyControl: boolean,
): boolean {
  if (answer) return answer === 'yes'
  return market.consent === 'opt-out' && !globalPrivacyControl
}
