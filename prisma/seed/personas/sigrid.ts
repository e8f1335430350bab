import { daysAgo, openStage, type Stage, type Theatre } from './stage'

/**
 * A member of two years whose tier ends in three weeks unless she buys, and so do points of her first order. She has
 * redeemed points, and brought something back: her statement is worth reading. Days are counted from SEED_NOW.
 */
export function playSigrid(theatre: Theatre): void {
  const { world } = theatre
  const began = daysAgo(world, 711)
  const stage = openStage(theatre, 'sigrid', began, 'Aurenmark')
  if (world.preset !== 'classic') stage.ledger.join(began)
  stage.buy({ at: began, items: [stage.item(['cascata-drop-earrings', 'gold'])] })
  if (world.preset === 'classic') playGolden(theatre, stage)
  else playSilver(theatre, stage)
  stage.look(daysAgo(world, 4.2), [
    ['half-one-shoulder-midi', 'petrol'],
    ['calm-bateau-gown', 'graphite'],
    ['still-cape-gown', 'midnight'],
  ])
}

/**
 * Bronze since 420 days; Silver since 345, by 8,180.00, and so for 365: until in twenty. Of the 8,000.00 that keep it,
 * 6,610.00 were bought since, what came back left out.
 */
function playSilver({ world }: Theatre, stage: Stage): void {
  const at = (days: number) => daysAgo(world, days)
  stage.buy({
    at: at(420),
    items: [stage.item(['verbena-printed-gown', 'midnight', '6']), stage.item(['lume-metallic-pump', 'gold', '39'])],
  })
  stage.buy({
    at: at(345),
    items: [stage.item(['tramonto-ombre-gown', 'copper', '6']), stage.item(['ciondolo-pendant', 'gold'])],
    channel: 'till',
  })
  stage.buy({ at: at(250), items: [stage.item(['fold-pleated-gown', 'champagne', '6'])] })
  const two = stage.buy({
    at: at(160),
    items: [stage.item(['doria-brocade-gown', 'gold', '6']), stage.item(['lacrima-pearl-earrings', 'gold'])],
  })
  stage.ledger.giveBack({ at: at(150), orderId: two, units: [{ position: 1, quantity: 1 }] })
  stage.buy({ at: at(60), items: [stage.item(['ode-halter-gown', 'champagne', '6'])], points: 2_500 })
}

/** Golden without a break: by her first order, a gown of 420 days ago and one of 345; since then she kept a ring. */
function playGolden({ world }: Theatre, stage: Stage): void {
  const at = (days: number) => daysAgo(world, days)
  stage.buy({ at: at(420), items: [stage.item(['melisande-off-shoulder', 'rose', '6'])] })
  stage.buy({ at: at(345), items: [stage.item(['tramonto-ombre-gown', 'copper', '6'])], channel: 'till' })
  const earrings = stage.buy({ at: at(160), items: [stage.item(['lacrima-pearl-earrings', 'gold'])] })
  stage.ledger.giveBack({ at: at(150), orderId: earrings, units: [{ position: 0, quantity: 1 }] })
  stage.buy({ at: at(60), items: [stage.item(['bejewelled-snake-ring', 'gold'])], points: 5_000 })
}
