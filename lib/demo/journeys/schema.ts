/**
 * What happens in a step, in the shopper's own verbs. The presenter's "Next" carries them out through the shop's
 * flows; the browser tests carry them out through the pages.
 */
export type Act =
  /** Start this browser afresh and arrive by a link. */
  | { do: 'arrive'; path: string; source: string; country: string }
  | { do: 'open'; path: string }
  /** Choose a colour and a size on the piece's page and add it to the cart. */
  | { do: 'add'; product: string; colour: string; size: string }
  /** Check out what is in the cart with a test card, opening an account on the way when there is none. */
  | { do: 'order'; name: string; card: string }
  /** Days pass. She returns on another browser and signs in there. */
  | { do: 'return'; days: number }
  /** Hours pass, and the shop runs its messages: her inbox is to be seen. */
  | { do: 'write'; hours: number }
  /** Open the newest message of the inbox. */
  | { do: 'read' }
  /** Follow that message's link, which leads to `path`. */
  | { do: 'follow'; path: string }
  /** The house's own account opens one of the studio's pages: who walked is left behind. */
  | { do: 'become-staff'; path: string }

export type Step = {
  title: string
  /** What the presenter says. */
  line: string
  acts: readonly Act[]
  /** Where the step ends: the page on which `see` and `gone` are checked. */
  at: string
  /** Words that must be readable on the page, each as one text. */
  see: readonly string[]
  /** Words that must not be there (any more). */
  gone?: readonly string[]
  /** Words of the button that leads here. */
  next: string
}

/** A scripted walk through the shop. One definition: presenters click through it, tests run it, the docs print it. */
export type Journey = { key: string; title: string; about: string; steps: readonly Step[] }

/** The path that stands for "the confirmation of the order just placed". */
export const CONFIRMATION = '/order/*'

/** The path of the inbox, and the one that stands for "the newest message in it". */
export const INBOX = '/account/inbox'
export const MESSAGE = '/account/inbox/*'
