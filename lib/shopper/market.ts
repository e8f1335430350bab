/** Where a shopper buys from, and what follows from it. */
export type Market = {
  /** ISO 3166-1 alpha-2. */
  country: string
  locale: string
  /** "opt-out": learns unless told not to. "opt-in": learns nothing until a yes. */
  consent: 'opt-out' | 'opt-in'
}

// EEA, United Kingdom and Switzerland (Directive 2002/58/EC, Art. 5(3); UK PECR; Swiss revDSG by choice).
const OPT_IN = new Set(
  'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
)

/** The market of a country. The shop sells in its programme's currency everywhere and speaks English for now. */
export function marketOf(country: string): Market {
  return { country, locale: 'en-US', consent: OPT_IN.has(country) ? 'opt-in' : 'opt-out' }
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
export function mayPersonalise(market: Market, answer: ConsentAnswer, globalPrivacyControl: boolean): boolean {
  if (answer) return answer === 'yes'
  return market.consent === 'opt-out' && !globalPrivacyControl
}
