import { expect, it } from 'vitest'
import type { Suits } from '@/lib/content/schema'
import { shopOf } from '../shop.fixture'
import { suitsWords } from './words'

const shop = shopOf()

it.each<[Suits, string]>([
  [{}, 'Everybody'],
  [{ likes: ['hue:red'] }, 'Everybody'],
  [{ tiers: ['none', 'bronze'] }, 'Without a tier or Bronze'],
  [{ who: ['guest'], arrivals: ['facebook', 'instagram'] }, 'Not signed in; from Facebook or Instagram'],
  [{ arrivals: ['linkedin'] }, 'From linkedin'],
  [{ countries: ['PL'] }, 'In Poland'],
  [{ months: [12, 1, 11, 2] }, 'In November–February'],
  [{ months: [6] }, 'In June'],
  [{ months: [1, 2, 6] }, 'In January–February or June'],
  [{ months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }, 'Everybody'],
])('says whom it suits: %j', (suits, words) => expect(suitsWords(suits, shop)).toBe(words))
