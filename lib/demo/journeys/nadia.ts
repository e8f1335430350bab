import { CONFIRMATION, INBOX, MESSAGE, type Journey } from './schema'

const CARD = '4242 4242 4242 4242'
const NAME = 'Nadia Brandt'

/** One message, from the gown that was left in a cart to the order, and what all of it is worth. */
export const nadiaJourney: Journey = {
  key: 'nadia',
  title: 'Nadia’s message',
  about: 'A gown left in a cart, the message about it, the order that follows, and how the shop knows whether it pays.',
  steps: [
    {
      title: 'She arrives from Instagram',
      line: 'Nadia has never been here. One ring, and an account on the way.',
      acts: [{ do: 'arrive', path: '/?utm_source=instagram', source: 'instagram', country: 'US' }],
      at: '/',
      see: ['Welcome to our Instagram friends'],
      next: 'Begin',
    },
    {
      title: 'The ring',
      line: 'She is asked what we may write to her about. Order letters come whatever she says.',
      acts: [
        { do: 'add', product: 'bejewelled-snake-ring', colour: 'gold', size: '6' },
        { do: 'order', name: NAME, card: CARD },
      ],
      at: CONFIRMATION,
      see: ['10% off your first order', '$342.00'],
      next: 'Order the ring',
    },
    {
      title: 'A gown, left behind',
      line: 'Three days later she puts a gown into the cart, and closes the window.',
      acts: [
        { do: 'return', days: 3 },
        { do: 'add', product: 'rapace-off-shoulder-gown', colour: 'scarlet', size: '4' },
      ],
      at: '/p/rapace-off-shoulder-gown',
      see: ['Added to your cart'],
      next: 'Three days later',
    },
    {
      title: 'The shop writes to her',
      line: 'One message a day at most, never at night by her own clock, and only what she takes. This one goes first.',
      acts: [{ do: 'write', hours: 20 }],
      at: INBOX,
      see: ['Messages (1)', 'One piece is in your cart'],
      next: 'The next day',
    },
    {
      title: 'She reads it',
      line: 'The e-mail says the same, from the same decisions as the site. And why it came.',
      acts: [{ do: 'read' }],
      at: MESSAGE,
      see: ['Your cart is as you left it', 'Why am I getting this?', 'See your cart'],
      next: 'Open the message',
    },
    {
      title: 'She follows it',
      line: 'A click in a message is an arrival. The cart says what led here.',
      acts: [{ do: 'follow', path: '/cart' }],
      at: '/cart',
      see: ['From our message: As it was left', '$3,120.00'],
      next: 'Follow its link',
    },
    {
      title: 'Home goes on with it',
      line: 'As long as this visit lasts, the shop speaks of what the message spoke of.',
      acts: [{ do: 'open', path: '/' }],
      at: '/',
      see: ['As it was left', 'From your message'],
      gone: ['Welcome back, Nadia'],
      next: 'Home',
    },
    {
      title: 'She orders',
      line: 'Whether the message made her, nobody can tell from her alone.',
      acts: [{ do: 'order', name: NAME, card: CARD }],
      at: CONFIRMATION,
      see: ['Rapace gown'],
      next: 'Check out',
    },
    {
      title: 'Does it pay?',
      line: 'So half of them get nothing, by chance, and both halves are counted alike. This past is simulated, and says so.',
      acts: [{ do: 'become-staff', path: '/studio/results/relation-on-home' }],
      at: '/studio/results/relation-on-home',
      see: ['The relationship on the home page', 'Simulated: this past was made with an effect put in.'],
      next: 'The result',
    },
  ],
}
