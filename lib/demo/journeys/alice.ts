import { CONFIRMATION, type Journey } from './schema'

const GOWN = 'rapace-off-shoulder-gown'
const CARD = '4242 4242 4242 4242'

/** Alice's evening: a first visit that ends in Bronze, and what the shop remembers five days later. */
export const aliceJourney: Journey = {
  key: 'alice',
  title: 'Alice’s evening',
  about: 'A first visit from a Facebook link that ends in Bronze, and what the shop remembers five days later.',
  steps: [
    {
      title: 'She arrives from Facebook',
      line: 'Alice follows a link in her feed. We know that much, and greet her.',
      acts: [{ do: 'arrive', path: '/?utm_source=facebook', source: 'facebook', country: 'US' }],
      at: '/',
      see: [
        'Welcome to our Facebook friends',
        '10% off your first order',
        'Free shipping in the United States',
        'Sorento loyalty begins at $4,000.00',
      ],
      next: 'Begin',
    },
    {
      title: 'Dresses, as everybody sees them',
      line: 'Nothing is known yet, so the room is ordered by what is trending.',
      acts: [{ do: 'open', path: '/c/dresses' }],
      at: '/c/dresses',
      see: ['Trending now'],
      gone: ['For you'],
      next: 'Dresses',
    },
    {
      title: 'Two off-shoulder dresses',
      line: 'She views two dresses of one house. The room rearranges itself, and says why.',
      acts: [
        { do: 'open', path: '/p/nerium-off-shoulder-dress' },
        { do: 'open', path: `/p/${GOWN}` },
        { do: 'open', path: '/c/dresses' },
      ],
      at: '/c/dresses',
      see: ['For you', 'Because you viewed Rapace gown'],
      gone: ['Trending now'],
      next: 'Two dresses',
    },
    {
      title: 'The product page',
      line: 'Three shelves: instead of, goes with, bought together.',
      acts: [{ do: 'open', path: `/p/${GOWN}` }],
      at: `/p/${GOWN}`,
      see: ['Compare with', 'Complete the look', 'Clients also chose', 'Bejewelled snake ring'],
      next: 'The gown',
    },
    {
      title: 'The ring',
      line: 'The panel reminds her of the piece that completes the dress.',
      acts: [{ do: 'add', product: GOWN, colour: 'scarlet', size: '4' }],
      at: `/p/${GOWN}`,
      see: ['Added to your cart', 'It is worn with this', 'Bejewelled snake ring'],
      next: 'Add the gown',
    },
    {
      title: 'The cart',
      line: '$3,500.00. One pair of shoes from Bronze.',
      acts: [
        { do: 'add', product: 'bejewelled-snake-ring', colour: 'gold', size: '6' },
        { do: 'open', path: '/cart' },
      ],
      at: '/cart',
      see: ['$3,500.00', 'Spend $500.00 more to reach Bronze', '10% off your next order', 'Via 95 pump'],
      next: 'The ring',
    },
    {
      title: 'The black pump',
      line: 'The nudge leaves at once. One quiet line stays.',
      acts: [
        { do: 'add', product: 'via-95-patent-pump', colour: 'noir', size: '38' },
        { do: 'open', path: '/cart' },
      ],
      at: '/cart',
      see: ['$4,190.00', 'This order makes you Bronze'],
      gone: ['Spend $500.00 more to reach Bronze'],
      next: 'The pump',
    },
    {
      title: 'Checkout',
      line: 'First-order discount, free shipping, an account on the way.',
      acts: [{ do: 'order', name: 'Alice Hartwell', card: CARD }],
      at: CONFIRMATION,
      see: ['You are Bronze', '10% off your first order', '$3,771.00'],
      next: 'Check out',
    },
    {
      title: 'Five days later',
      line: 'Another browser, her name, her tier, and nothing she already owns.',
      acts: [
        { do: 'return', days: 5 },
        { do: 'open', path: '/' },
      ],
      at: '/',
      see: [
        'Welcome back, Alice',
        'Bronze',
        '10% off your next order',
        'To go with your Rapace gown',
        '$3,810.00 more to reach Silver',
      ],
      next: 'Five days later',
    },
    {
      title: 'The next order',
      line: 'The 10% is used once, and only once.',
      acts: [
        { do: 'add', product: 'beaded-necklace', colour: 'gold', size: 'one' },
        { do: 'order', name: 'Alice Hartwell', card: CARD },
      ],
      at: CONFIRMATION,
      see: ['10% off your next order', '$504.00'],
      next: 'Order again',
    },
    {
      title: 'And the one after',
      line: 'Nothing is promised twice: the price is the price.',
      acts: [
        { do: 'add', product: 'beaded-necklace', colour: 'silver', size: 'one' },
        { do: 'open', path: '/cart' },
      ],
      at: '/cart',
      see: ['$560.00'],
      // The discount's reason: "10% off your next order" itself is what the nudge says that Silver gives.
      gone: ['Because you reached Bronze.'],
      next: 'Once more',
    },
  ],
}
