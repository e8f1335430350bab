import { daysAgo, openStage, type Theatre } from './stage'

/**
 * Bought a dress with a small jewel nine days ago: her first order, 4,420.00 before its discount, which made her a
 * member and Bronze. The offer that came with Bronze is unused.
 */
export function playVera(theatre: Theatre): void {
  const { world } = theatre
  const bought = daysAgo(world, 9)
  const stage = openStage(theatre, 'vera', bought, 'Ostrander')
  stage.look(
    daysAgo(world, 16.1),
    [
      ['notte-sequin-gown', 'champagne'],
      ['luce-sequin-column', 'gold'],
      ['aurelia-satin-gown', 'champagne'],
    ],
    'instagram',
  )
  stage.buy({
    at: bought,
    items: [stage.item(['notte-sequin-gown', 'champagne', '4']), stage.item(['anello-pave-hoops', 'gold'])],
    beside: [['gala-chandelier-earrings', 'gold']],
  })
  stage.look(daysAgo(world, 5.2), [
    ['lume-metallic-pump', 'gold'],
    ['brillo-crystal-sandal', 'champagne'],
    ['sole-round-minaudiere', 'gold'],
  ])
  stage.look(daysAgo(world, 2.05), [
    ['perla-minaudiere', 'champagne'],
    ['regina-stone-cuff', 'gold'],
  ])
}
