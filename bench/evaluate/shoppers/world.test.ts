import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { seededRandom } from '@/lib/core/random'
import { seedAsCatalogue } from '@/prisma/seed/catalogue/as-catalogue'
import { bestPossible } from './ceiling'
import { judgeOrders } from './orders'
import { openShop, visitOf } from './shop'
import { appeal, drawShopper, type Hidden } from './shopper'
import { makeWorld } from './world'

const NOW = new Date('2026-11-21T18:00:00Z')
const pieces = seedAsCatalogue(NOW).products
const dresses = pieces.filter(({ category }) => category === 'dresses')
const shop = () => openShop(pieces, { past: { visits: 200, days: 30 }, taste: 8, now: NOW }, 1)

it('keeps the hidden side apart from the ranker: it imports nothing of it', () => {
  const here = path.dirname(new URL(import.meta.url).pathname)
  for (const file of ['world.ts', 'shopper.ts', 'ceiling.ts', 'metrics.ts']) {
    expect(readdirSync(here)).toContain(file)
    expect(readFileSync(path.join(here, file), 'utf8')).not.toContain('/ranking/')
  }
})

it('stops at the first wish that fails, whatever fits after it', () => {
  const world = { ...makeWorld(pieces, 4, 1), charm: new Map<string, number>() }
  const velvet = dresses.find(({ slug }) => world.words.get(slug)?.has('velvet'))
  if (!velvet) throw new Error('the range holds no velvet dress')
  const shopper: Hidden = { wishes: [['velvet', 'dress']], purse: 0, aversion: '' }
  const missed: Hidden = { ...shopper, wishes: [['tartan', 'velvet', 'dress']] }
  const passed = ['velvet', 'dress'].filter((word) => world.words.get(velvet.slug)?.has(word)).length
  expect(appeal(world, shopper, velvet) / appeal(world, missed, velvet)).toBeCloseTo(4 ** passed, 9)
  expect(appeal(world, missed, velvet)).toBeCloseTo(appeal(world, { ...shopper, wishes: [[]] }, velvet), 12)
  const spoilt = { ...shopper, aversion: 'velvet' }
  expect(appeal(world, spoilt, velvet)).toBeLessThan(appeal(world, shopper, velvet))
})

it('likes dear pieces less, the thinner the purse', () => {
  const world = makeWorld(pieces, 4, 1)
  const dearest = dresses.toSorted((a, b) => b.price - a.price)[0]
  if (!dearest) throw new Error('no dresses')
  const rich: Hidden = { wishes: [[]], purse: 1, aversion: '' }
  expect(appeal(world, rich, dearest)).toBeGreaterThan(appeal(world, { ...rich, purse: -1 }, dearest))
})

it('judges the same seed the same, and the informed order far above a random one', () => {
  const asked = { shoppers: 6, clicks: [10], names: ['trending', 'ceiling'] as const }
  const first = judgeOrders(shop(), asked, 1)
  expect(judgeOrders(shop(), asked, 1)).toEqual(first)
  expect(first.get('ceiling')?.[0]).toBeGreaterThan(0.6)
})

it('gives the ceiling more to go by with each click', () => {
  const opened = shop()
  const random = seededRandom(9)
  const shopper = drawShopper(opened.world, random)
  const views = visitOf(opened, shopper, 'dresses', 10, random)
  expect(bestPossible(opened.world, [], dresses)).not.toEqual(bestPossible(opened.world, views, dresses))
  expect(bestPossible(opened.world, views, dresses).toSorted()).toEqual(dresses.map(({ slug }) => slug).toSorted())
})
