import type { Dice } from '../past/dice'

/** How pleased somebody was: the ratings 1 and 2, 3, 4, 5. */
type Mood = 'poor' | 'fair' | 'good' | 'best'
const MOOD: Readonly<Record<number, Mood>> = { 1: 'poor', 2: 'poor', 3: 'fair', 4: 'good', 5: 'best' }

const TITLES: Readonly<Record<Mood, readonly string[]>> = {
  poor: ['Not for me in the end', 'I had hoped for more', 'It did not suit me', 'Sent mixed feelings home with me'],
  fair: ['Good, with a reservation', 'Nearly right', 'Fine for the occasion', 'Lovely idea, small doubts'],
  good: [
    'Very well made',
    'Glad I chose it',
    'Would buy it again',
    'Just what I was looking for',
    'A safe choice for evenings',
  ],
  best: [
    'Everything I hoped for',
    'The best thing in my wardrobe',
    'Worth the wait',
    'I felt entirely myself in it',
    'Finer than in the picture',
    'Compliments all evening',
    'Quietly wonderful',
    'A pleasure every time',
    'Beautifully judged',
    'Could not be happier',
    'As good as I was told',
    'Exactly as it should be',
  ],
}

/** What is said of a kind of piece, by how pleased somebody was. */
const SAID: Readonly<Record<string, Readonly<Record<Mood, readonly string[]>>>> = {
  dresses: {
    poor: [
      'The cut sits lower on me than I expected, and I kept adjusting it.',
      'The colour is right, but it was too long for me even in heels.',
      'It creased more on the way to dinner than I would like.',
    ],
    fair: [
      'The fabric is beautiful; the waist could be a little higher.',
      'I took it to be altered at the hem, and then it was fine.',
      'A size up would have been kinder after a long dinner.',
    ],
    good: [
      'It moves well and the lining is soft.',
      'True to size, and comfortable enough to sit through three acts.',
      'The cloth has weight, so it falls as it should.',
      'The hem needed two centimetres; otherwise it fitted at once.',
    ],
    best: [
      'It fitted as if it had been made for me.',
      'The cloth catches the light only when you move, which is exactly right.',
      'I danced in it until two and it looked the same at the end.',
      'The seams inside are as tidy as those outside.',
      'My usual size was perfect.',
    ],
  },
  shoes: {
    poor: ['Handsome, but I could not wear them beyond an hour.', 'They run narrow; my usual size pinched.'],
    fair: ['Elegant, though they took three evenings to soften.', 'Half a size up would have been better for me.'],
    good: [
      'Steadier than the heel suggests.',
      'Comfortable for dinner, less so for a long walk home.',
      'True to size.',
    ],
    best: [
      'I stood in them for a whole reception without thinking of my feet.',
      'The leather softened after the first evening.',
      'My usual size, and no plaster needed.',
    ],
  },
  jewellery: {
    poor: ['Smaller on than I imagined.', 'The clasp is fiddly with cold fingers.'],
    fair: ['Pretty, and a little heavier than I like.', 'It needs a plain neckline to come into its own.'],
    good: ['The finish is even, and it sits where it should.', 'Light enough to forget that I had it on.'],
    best: [
      'It throws a soft light without shouting.',
      'The setting is neat from every side.',
      'I wear it with black and need nothing else.',
      'My sister asked where it was from before she said hello.',
    ],
  },
  bags: {
    poor: ['My telephone only just fits.', 'The strap is shorter than I would like.'],
    fair: ['Well made, but the lining marks easily.', 'It holds keys, a card and little more.'],
    good: ['It closes with a proper click.', 'Small outside and sensible inside.'],
    best: [
      'It goes with everything I own for the evening.',
      'The leather has the right weight in the hand.',
      'It still looks new after a season.',
    ],
  },
  tailoring: {
    poor: ['The shoulders were wide on me.', 'It arrived needing more pressing than I expected.'],
    fair: ['A good cloth; the sleeves had to be taken up.', 'Sharp, but warm indoors.'],
    good: [
      'The lapel lies flat and the cloth recovers overnight.',
      'It fitted at the shoulder, and the rest was easy.',
    ],
    best: ['The best line I have had off a rail.', 'It keeps its shape through a long dinner.'],
  },
  scarves: {
    poor: ['The colours are a shade louder than I thought.'],
    fair: ['Lovely silk, and it slips unless you knot it twice.'],
    good: ['The edges are rolled by hand, and it shows.', 'Large enough to wear over the shoulders.'],
    best: ['The colours are deep and the silk is dense.', 'I have worn it as a scarf, a belt and a wrap.'],
  },
  outerwear: {
    poor: ['Beautiful, but not warm enough for a December queue.'],
    fair: ['It needs a tall hanger and a gentle hand.', 'Warm, though heavier than I expected.'],
    good: ['It covers a long gown without crushing it.', 'The collar stands by itself.'],
    best: ['People stop talking when you come in.', 'It makes a plain dress look like an occasion.'],
  },
}

const ENDINGS: Readonly<Record<Mood, readonly string[]>> = {
  poor: ['I kept it all the same.', 'The colour alone made me keep it.', 'Others may have more luck with it.'],
  fair: ['All in all I am content.', 'I would look at another size next time.', 'It did what it was bought for.'],
  good: ['I would choose it again.', 'It came well packed and on the day promised.', 'Recommended.'],
  best: [
    'It came beautifully packed.',
    'I have nothing to add.',
    'I am already looking for the next occasion.',
    'Thank you to whoever made it.',
    'It has been worn four times and will be worn again.',
  ],
}

const OCCASIONS = [
  'I wore it to a wedding in the country.',
  'Bought for an opening night.',
  'It was for my mother’s seventieth.',
  'I needed something for a black-tie dinner.',
  'A present to myself after a long year.',
  'For a winter ball that I almost did not go to.',
  'It went to a concert, a christening and a rather good party.',
]

/**
 * A title and a text of one to four plain sentences about a piece of a category, as that rating goes. `said` holds what
 * was said of the piece before, and is added to: nobody repeats another while there is something else to say.
 */
export function reviewWords(
  { category, rating, said: before }: { category: string; rating: number; said: Set<string> },
  dice: Dice,
): { title: string; body: string } {
  const mood = MOOD[rating] ?? 'good'
  const any = (list: readonly string[]) => {
    const fresh = list.filter((words) => !before.has(words))
    const from = fresh.length > 0 ? fresh : list
    const words = from[dice.below(from.length)] ?? ''
    before.add(words)
    return words
  }
  const said = SAID[category]?.[mood] ?? ENDINGS[mood]
  const first = any(said)
  const second = any(said)
  const parts = [
    ...(dice.chance(0.4) ? [any(OCCASIONS)] : []),
    first,
    ...(second !== first && dice.chance(0.35) ? [second] : []),
    ...(dice.chance(0.6) ? [any(ENDINGS[mood])] : []),
  ]
  return { title: any(TITLES[mood]), body: parts.join(' ') }
}
