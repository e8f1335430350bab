import { CONFIRMATION, type Journey } from './schema'

const CARD = '4242 4242 4242 4242'
const NAME = 'Zofia Zalewska'

/** Zofia's two orders: a small one makes her a member, the next one reaches the highest tier exactly. */
export const zofiaJourney: Journey = {
  key: 'zofia',
  title: 'Zofia’s two orders',
  about: 'A bow tie makes her a member, and a ring Golden, at exactly 2,000.00; every order has its percentage.',
  steps: [
    {
      title: 'She arrives from Instagram',
      line: 'Zofia shops from Warsaw. We ask before we remember anything, and greet her all the same.',
      acts: [{ do: 'arrive', path: '/?utm_source=instagram', source: 'instagram', country: 'PL' }],
      at: '/',
      see: ['10% off your first order'],
      next: 'Begin',
    },
    {
      title: 'A bow tie',
      line: 'The smallest thing in the house. It is enough for a tier.',
      acts: [{ do: 'add', product: 'sera-silk-bow-tie', colour: 'noir', size: 'one' }],
      at: '/p/sera-silk-bow-tie',
      see: ['Added to your cart', 'PLN 480.00'],
      next: 'Add the bow tie',
    },
    {
      title: 'The cart',
      line: 'Whoever buys is a member, and 480.00 is Green already.',
      acts: [{ do: 'open', path: '/cart' }],
      at: '/cart',
      see: ['PLN 480.00', 'This order makes you Green', '10% off your first order'],
      next: 'The cart',
    },
    {
      title: 'Checkout',
      line: 'Nobody asked her to join. Her purchase did.',
      acts: [{ do: 'order', name: NAME, card: CARD }],
      at: CONFIRMATION,
      see: ['You are Green', '10% off your first order', 'PLN 432.00'],
      next: 'Check out',
    },
    {
      title: 'Five days later',
      line: 'She never said that we may remember her taste, so the page is everybody’s. What she has earned is hers.',
      acts: [
        { do: 'return', days: 5 },
        { do: 'open', path: '/' },
      ],
      at: '/',
      see: ['5% off every order', 'PLN 520.00 more to reach Silver'],
      gone: ['10% off your first order'],
      next: 'Five days later',
    },
    {
      title: 'The ring',
      line: '480.00 and 1,520.00: at exactly 2,000.00 she is Golden. Five percent are hers for this order.',
      acts: [
        { do: 'add', product: 'bejewelled-snake-ring', colour: 'gold', size: '6' },
        { do: 'open', path: '/cart' },
      ],
      at: '/cart',
      see: ['PLN 1,520.00', '5% off every order', 'This order makes you Golden'],
      gone: ['This order makes you Silver'],
      next: 'The ring',
    },
    {
      title: 'Golden',
      line: 'A tier is reached at once, and over the one between.',
      acts: [{ do: 'order', name: NAME, card: CARD }],
      at: CONFIRMATION,
      see: ['You are Golden', '5% off every order', 'PLN 1,444.00'],
      next: 'Check out',
    },
    {
      title: 'From now on',
      line: 'Ten percent, this time and every time, as long as she is Golden.',
      acts: [
        { do: 'add', product: 'beaded-necklace', colour: 'gold', size: 'one' },
        { do: 'open', path: '/cart' },
      ],
      at: '/cart',
      see: ['PLN 2,240.00', '10% off every order', 'PLN 2,016.00'],
      gone: ['5% off every order'],
      next: 'Once more',
    },
  ],
}
