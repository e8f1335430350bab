import { USUAL, type SeededContent } from './piece'

const edit = (slug: string, daysAgo: number, definition: SeededContent['definition']): SeededContent => {
  return { slug, kind: 'edit', status: 'live', daysAgo, definition }
}

/** Sub-catalogues by attributes: what an evening asks for, across categories. */
export const EDITS: readonly SeededContent[] = [
  edit('black-tie-in-winter', 18, {
    ...USUAL,
    title: 'Black tie in winter',
    line: 'A long line, some weight, and one thing that is not quiet.',
    body: [
      'The invitation says two words and leaves the rest to you. In winter the answer is weight: satin that falls straight, velvet that takes the light slowly, wool with a clean shoulder.',
      'Begin with one long line, in black or midnight. Then choose the one thing that is not quiet: crystal at the toe, a clutch in scarlet, a bow tie in silk.',
    ],
    picture: { from: 'editorial', name: 'tailoring' },
    link: 'See the edit',
    selects: {
      categories: ['dresses', 'tailoring', 'shoes', 'bags'],
      attributes: { occasion: ['black tie'] },
      products: ['corvo-opera-cape', 'brumaio-velvet-stole'],
    },
    suits: { months: [1, 2, 11, 12], likes: ['occasion:black tie', 'hue:black', 'category:tailoring'] },
  }),
  edit('sequins-after-dark', 17, {
    ...USUAL,
    title: 'Sequins after dark',
    line: 'Made for lamplight, and for the second half of the evening.',
    body: [
      'A sequin does nothing by day. It waits for a lamp, a candle, the headlights of a car, and then it does the talking for you.',
      'Let one piece shine and keep the rest plain: bare skin, satin, a flat clutch. The light will find its way.',
    ],
    picture: { from: 'product', product: 'luce-sequin-column' },
    link: 'See the sequins',
    selects: { attributes: { fabric: ['sequins'] } },
    suits: {
      months: [1, 10, 11, 12],
      likes: ['style:glamour', 'house:soirelle', 'fabric:sequinned tulle', 'fabric:sequinned jersey'],
    },
  }),
  edit('the-velvet-room', 16, {
    ...USUAL,
    title: 'The velvet room',
    line: 'Colours that go dark at the edges, and a surface that asks to be touched.',
    body: [
      'Velvet is two colours at once: what the light reaches, and what it does not. Emerald turns nearly black in a fold, aubergine comes back as wine.',
      'A gown, a cape over the shoulders, a pump with a strap, a jacket for the one who comes with you. One piece is enough for a room.',
    ],
    picture: { from: 'product', product: 'loggia-velvet-cape' },
    link: 'See the velvet',
    selects: { attributes: { fabric: ['velvet'] } },
    suits: { months: [1, 2, 10, 11, 12], likes: ['fabric:silk velvet', 'fabric:cotton velvet', 'occasion:opera'] },
  }),
  edit('quiet-tailoring', 30, {
    ...USUAL,
    title: 'Quiet tailoring',
    line: 'A soft shoulder, a long line, and no more than is needed.',
    body: [
      'Aldous Merrin cuts its dinner jackets and a few dresses in the same room. The shoulder follows the wearer, the lapel rolls from low down, and nothing pulls when you raise a glass.',
      'Midnight reads blacker than black under warm light. That is the one secret of evening wool, and it is an old one.',
    ],
    picture: { from: 'editorial', name: 'tailoring' },
    link: 'See the tailoring',
    selects: { categories: ['tailoring'], houses: ['aldous-merrin'] },
    suits: { likes: ['category:tailoring', 'house:aldous-merrin', 'style:tailored'] },
  }),
  edit('red-for-the-opera', 15, {
    ...USUAL,
    title: 'Red for the opera',
    line: 'Scarlet for the stairs, oxblood for the box.',
    body: [
      'An opera house is red already: the curtain, the seats, the carpet on the stairs. To wear the colour there is to take a side.',
      'Scarlet is seen from the other end of the foyer. Oxblood waits until you sit down, and then it belongs to the room.',
    ],
    picture: { from: 'product', product: 'rapace-off-shoulder-gown' },
    link: 'See it in red',
    selects: { categories: ['dresses', 'outerwear', 'shoes', 'bags'], attributes: { hue: ['red'] } },
    suits: { likes: ['hue:red', 'occasion:opera', 'house:corvane'] },
  }),
  edit('pearls-and-white-gold', 22, {
    ...USUAL,
    title: 'Pearls and white gold',
    line: 'Cool metal, clear stones, and a warm white between them.',
    body: [
      'White gold keeps out of the way of a stone; a pearl brings its own light. Together they go with black, with ivory, and with nothing else at all.',
      'Put pearls on last, after perfume. They remember everything.',
    ],
    picture: { from: 'product', product: 'lacrima-pearl-earrings' },
    link: 'See the jewellery',
    selects: {
      categories: ['jewellery'],
      attributes: { metal: ['silver'] },
      products: ['lacrima-pearl-earrings', 'tripla-pearl-bracelet'],
    },
    suits: { likes: ['category:jewellery', 'metal:silver', 'house:vessalune'] },
  }),
  edit('the-bare-shoulder', 12, {
    ...USUAL,
    title: 'The bare shoulder',
    line: 'Off one side, or off both. The necklace can stay at home.',
    body: [
      'A neckline that leaves the shoulders free needs a bodice that stays where it is. These are cut to hold by themselves, so that you can dance and think of something else.',
      'Corvane makes it sharp, with a collar that stands. Fiorenne makes it soft, with a flounce that moves when you do.',
    ],
    picture: { from: 'product', product: 'vesper-flounce-gown' },
    link: 'See the dresses',
    selects: { categories: ['dresses'], attributes: { neckline: ['off-shoulder', 'one-shoulder'] } },
    suits: {
      who: ['guest'],
      arrivals: ['facebook', 'instagram'],
      likes: ['neckline:off-shoulder', 'neckline:one-shoulder'],
    },
    weight: 1.5,
  }),
  {
    ...edit('pale-satin-for-june', 3, {
      ...USUAL,
      title: 'Pale satin for June',
      line: 'Ivory, champagne and blush, for weddings that are not yours.',
      body: [
        'A guest leaves white to the bride and the dance floor to nobody. Satin in champagne or blush keeps both promises.',
      ],
      picture: { from: 'product', product: 'melisande-off-shoulder' },
      link: 'See the edit',
      selects: {
        categories: ['dresses', 'shoes', 'bags', 'outerwear'],
        attributes: { hue: ['neutral', 'pink'], fabric: ['satin'] },
      },
      suits: { months: [4, 5, 6, 7, 8], likes: ['occasion:wedding guest'] },
    }),
    status: 'draft',
  },
]
