import { MS_PER_DAY } from '@/lib/core/days'
import { monthsBefore } from '../past/calendar'
import { openStage, type Theatre, type Wanted } from './stage'

/** Days before her last order, and what she bought. The last line is the last order, five months ago to the day. */
const ORDERS: readonly (readonly [daysBeforeLast: number, pieces: readonly Wanted[]])[] = [
  [508, [['filo-lariat-necklace', 'silver']]],
  [470, [['quiet-a-line-midi', 'midnight', '8']]],
  [
    421,
    [
      ['martello-wide-cuff', 'dark'],
      ['filo-kitten-pump', 'noir', '39'],
    ],
  ],
  [380, [['fold-pleated-gown', 'noir', '8']]],
  [338, [['verticale-line-earrings', 'silver']]],
  [301, [['pallida-crepe-capelet', 'midnight']]],
  [262, [['half-one-shoulder-midi', 'petrol', '8']]],
  [219, [['calm-bateau-gown', 'graphite', '8']]],
  [171, [['harriet-velvet-dress', 'noir', '8']]],
  [
    128,
    [
      ['plan-square-sheath', 'noir', '8'],
      ['trio-strap-sandal', 'noir', '39'],
    ],
  ],
  [84, [['linea-flap-bag', 'noir']]],
  [41, [['minuit-dot-midi', 'midnight', '8']]],
  [0, [['ode-halter-gown', 'noir', '8']]],
]

/** Fourteen orders in eighteen months, a member since the second; then nothing, not even a visit, for five months. */
export function playClaire(theatre: Theatre): void {
  const { seedNow } = theatre.world
  const last = monthsBefore(seedNow, 5)
  const first = monthsBefore(seedNow, 23)
  const stage = openStage(theatre, 'claire', first, 'Fontemarle')
  stage.buy({ at: first, items: [stage.item(['linea-column', 'noir', '8'])] })
  ORDERS.forEach(([daysBeforeLast, pieces], i) => {
    const at = new Date(last.getTime() - daysBeforeLast * MS_PER_DAY)
    if (i === 0) stage.ledger.join(at)
    // Every fifth she chose in the rooms rather than at home.
    stage.buy({ at, items: pieces.map(stage.item), channel: i % 5 === 3 ? 'till' : 'web' })
  })
  stage.look(new Date(last.getTime() - 8.3 * MS_PER_DAY), [
    ['ode-halter-gown', 'noir'],
    ['still-cape-gown', 'midnight'],
    ['lido-sash-midi', 'ivory'],
  ])
}
