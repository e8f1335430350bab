import type { Category, Range } from './pieces'
import type { Dice } from './dice'

/**
 * What everybody is drawn to in the last weeks: shares in per cent, of all that is looked at. Pieces not named share
 * what their category has left, falling with their place in the catalogue.
 */
const NOW: Readonly<Record<string, number>> = {
  'notte-sequin-gown': 5.8,
  'rapace-off-shoulder-gown': 4.4,
  'velluto-column': 3.8,
  'melisande-off-shoulder': 2.9,
  'ode-halter-gown': 2.4,
  'aurelia-satin-gown': 2.2,
  'harriet-velvet-dress': 2.1,
  'rosalind-tiered-gown': 1.9,
  'linea-column': 1.75,
  'luce-sequin-column': 1.6,
  'celestine-bow-gown': 1.5,
  'ascot-stripe-gown': 1.4,
  'talon-mini-dress': 1.3,
  'still-cape-gown': 1.25,
  'vesper-flounce-gown': 1.15,
  'isaura-off-shoulder-midi': 1.1,
  'sirena-off-shoulder-gown': 1.05,
  'nerium-off-shoulder-dress': 0.95,
  'lamia-velvet-gown': 0.85,
  'via-95-patent-pump': 4.2,
  'stella-metallic-sandal': 1.3,
  'artiglio-spike-pump': 1.2,
  'nodo-ankle-pump': 1.1,
  'via-70-suede-pump': 1,
  'brina-crystal-pump': 0.9,
  'bejewelled-snake-ring': 1.5,
  'anello-pave-hoops': 1.5,
  'serpe-coil-bracelet': 1,
  'goccia-teardrop-earrings': 1,
  'lacrima-pearl-earrings': 0.9,
  'beaded-necklace': 0.9,
  'nappa-bead-tassels': 0.8,
  'trapunta-chain-bag': 1.1,
  'perla-minaudiere': 0.9,
  'artiglio-point-bag': 0.7,
  'fenice-dinner-jacket': 0.9,
  'loggia-velvet-cape': 0.8,
}

const CATEGORY_SHARES: Readonly<Record<Category, number>> = {
  dresses: 53,
  jewellery: 17,
  shoes: 14,
  bags: 7,
  tailoring: 4,
  scarves: 2.5,
  outerwear: 2.5,
}

/** How a piece sold in earlier seasons, against how it draws now: fashions come and go. */
const EARLIER: Readonly<Record<string, number>> = {
  'notte-sequin-gown': 0.7,
  'rapace-off-shoulder-gown': 0.4,
  'velluto-column': 0.6,
  'melisande-off-shoulder': 0.6,
  'linea-column': 0.5,
  'isaura-off-shoulder-midi': 0.6,
  'aurelia-satin-gown': 1.3,
  'primavera-ball-gown': 1.6,
  'fold-pleated-gown': 1.4,
  'via-95-patent-pump': 0.45,
  'bejewelled-snake-ring': 0.6,
  'sera-kitten-slingback': 1.6,
  'contessa-top-handle': 1.5,
}

const SEASON_DAYS = 365
/** Days over which today's fashion fades into yesterday's. */
const FADE_DAYS = 40

export type Popularity = {
  /** Today's shares, adding up to 1, by index of piece. */
  now: Float64Array
  /** Shares that many days before SEED_NOW (not normalised), by index of piece; the array is shared, do not change it. */
  at: (daysAgo: number) => Float64Array
}

/** The popularity of every piece at every day of the past. Each piece has a season of its own. */
export function popularityOf(range: Range, dice: Dice): Popularity {
  const now = new Float64Array(range.pieces.length)
  for (const [category, share] of Object.entries(CATEGORY_SHARES)) {
    const members = range.pieces.map((piece, index) => ({ piece, index })).filter((m) => m.piece.category === category)
    const named = members.reduce((sum, m) => sum + (NOW[m.piece.slug] ?? 0), 0)
    const unnamed = members.filter((m) => NOW[m.piece.slug] === undefined)
    const falling = unnamed.map((_, rank) => 1 / (rank + 8))
    const total = falling.reduce((a, b) => a + b, 0)
    members.forEach(({ piece, index }) => (now[index] = NOW[piece.slug] ?? 0))
    unnamed.forEach(({ index }, rank) => (now[index] = (Math.max(share - named, 1) * (falling[rank] ?? 0)) / total))
  }
  const sum = now.reduce((a, b) => a + b, 0)
  for (let i = 0; i < now.length; i++) now[i] = (now[i] ?? 0) / sum

  const peaks = range.pieces.map(() => dice.between(0, SEASON_DAYS))
  const days = new Map<number, Float64Array>()
  return {
    now,
    at: (daysAgo) => {
      const day = Math.max(0, Math.floor(daysAgo))
      let shares = days.get(day)
      if (!shares) {
        const past = 1 - Math.exp(-day / FADE_DAYS)
        shares = now.map((share, i) => {
          const earlier = EARLIER[range.pieces[i]?.slug ?? ''] ?? 1
          const wave = 1 + 0.3 * Math.cos((2 * Math.PI * (day - (peaks[i] ?? 0))) / SEASON_DAYS)
          return share * (1 + past * (earlier * wave - 1))
        })
        days.set(day, shares)
      }
      return shares
    },
  }
}
