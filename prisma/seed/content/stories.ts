import { USUAL, type SeededContent } from './piece'

const story = (slug: string, daysAgo: number, definition: SeededContent['definition']): SeededContent => {
  return { slug, kind: 'story', status: 'live', daysAgo, definition }
}

/** Short pieces about houses, craft, and how the pictures come to be. */
export const STORIES: readonly SeededContent[] = [
  story('one-last-many-shoes', 40, {
    ...USUAL,
    title: 'One last, many shoes',
    line: 'Why a Calvento heel can be danced in.',
    body: [
      'Calvento makes one last and many shoes. Whatever stands on it, a stiletto in patent or a square heel in calf, begins from the same narrow form.',
      'The heel is always set under the weight, never behind it. It is the reason that nobody can see, and the one that you notice at midnight.',
      'What changes is the throat: cut low on a pump, strapped on a sandal, left open at the back of a slingback. The rest is left alone.',
    ],
    picture: { from: 'product', product: 'via-95-patent-pump' },
    link: 'Read about the last',
    selects: { houses: ['calvento'], products: ['via-95-patent-pump'] },
    suits: { likes: ['category:shoes', 'house:calvento'] },
  }),
  story('the-serpent-twice-around', 38, {
    ...USUAL,
    title: 'Twice around the finger',
    line: 'The serpent has been Vessalune’s mark since the first ring.',
    body: [
      'It winds twice around the finger and rests its head on top. The eyes are small on purpose: ruby in yellow gold, emerald in white.',
      'The bracelet came later. It is the same animal, grown to the wrist, and it is sprung, so that it closes by itself.',
      'Vessalune sets stones so that they move a little. On a serpent that is all it takes.',
    ],
    picture: { from: 'editorial', name: 'still-life' },
    link: 'Read about the serpent',
    selects: {
      houses: ['vessalune'],
      attributes: { subcategory: ['rings', 'bracelets', 'earrings'] },
      products: ['bejewelled-snake-ring', 'serpe-coil-bracelet'],
    },
    suits: { likes: ['category:jewellery', 'house:vessalune', 'style:edgy'] },
  }),
  story('one-room-one-light', 45, {
    ...USUAL,
    title: 'One room, one light',
    line: 'How the pictures in this shop are made.',
    body: [
      'Every picture here was rendered in our digital atelier. Nothing was photographed, and nobody had to stand still for it.',
      'The room never changes: pale stone, one light, one distance for all pieces of a kind. Two gowns can be compared as if they hung side by side.',
      'The colour of a swatch is measured from the finished picture. What you choose and what you see are the same red.',
    ],
    picture: { from: 'editorial', name: 'first-evening' },
    link: 'Read how they are made',
    selects: { categories: ['dresses'], styles: ['dramatic', 'grand', 'sculptural'] },
    suits: { who: ['guest', 'customer'] },
  }),
]
