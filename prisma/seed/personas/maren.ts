import { daysAgo, openStage, type Stage, type Theatre } from './stage'

/** A member of 88 days, close to the next tier: what she bought is each programme's own. */
export function playMaren(theatre: Theatre): void {
  const { world } = theatre
  const joined = daysAgo(world, 88)
  const stage = openStage(theatre, 'maren', joined, 'Halvorset')
  stage.ledger.join(joined)
  if (world.preset === 'classic') playNearGolden(theatre, stage)
  else playNearSilver(theatre, stage)
  stage.look(daysAgo(world, 6.1), [
    ['calm-bateau-gown', 'graphite'],
    ['half-one-shoulder-midi', 'petrol'],
    ['lago-satin-mule', 'noir'],
  ])
  stage.look(daysAgo(world, 1.1), [
    ['cerchio-eternity-ring', 'silver'],
    ['lettera-leather-clutch', 'noir'],
  ])
}

/** Silver, with 1,720.00 of the 2,000.00 that Golden asks: 1,160.00 and 560.00. */
function playNearGolden({ world }: Theatre, stage: Stage): void {
  stage.buy({
    at: daysAgo(world, 51),
    items: [stage.item(['macchia-leopard-scarf', 'graphite'])],
    beside: [['fold-pleated-gown', 'noir']],
  })
  stage.buy({ at: daysAgo(world, 24.1), items: [stage.item(['nuit-velvet-bow-tie', 'midnight'])] })
}

/**
 * Bronze, with 7,820.00 of the 8,000.00 that Silver asks: 4,520.00, 1,690.00 and 1,610.00, all inside the window for
 * another five months. Both of her offers are used.
 */
function playNearSilver({ world }: Theatre, stage: Stage): void {
  stage.buy({
    at: daysAgo(world, 85.2),
    items: [
      stage.item(['still-cape-gown', 'midnight', '6']),
      stage.item(['filo-lariat-necklace', 'silver']),
      stage.item(['filo-kitten-pump', 'noir']),
    ],
  })
  stage.buy({
    at: daysAgo(world, 51),
    items: [stage.item(['ode-halter-gown', 'midnight', '6'])],
    beside: [['fold-pleated-gown', 'noir']],
  })
  stage.buy({
    at: daysAgo(world, 24.1),
    items: [stage.item(['verticale-line-earrings', 'silver']), stage.item(['velo-drawstring-pouch', 'petrol'])],
  })
}
