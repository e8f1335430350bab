import type { z } from 'zod'
import type { PresetName } from '@/lib/loyalty/presets'
import { FIRST_ORDER } from '../first-order'
import type { offerSchema } from './schema'

/** An offer as it is written down: what a schema fills in may be left out. */
type Written = { key: string; definition: z.input<typeof offerSchema> }

const bought = ['one-timer', 'repeat', 'vip'] as const
const returning = ['repeat', 'vip'] as const
const monthly = (most: number) => ({ most, per: 'month' }) as const

/** Amounts that depend on the currency: what may be missing to a tier, and points in proportion to what they pay for. */
const TERMS: Readonly<Record<PresetName, { near: number; points: { small: number; large: number } }>> = {
  sorento: { near: 30_000, points: { small: 300, large: 500 } },
  classic: { near: 30_000, points: { small: 100, large: 200 } },
}

/**
 * The offers that come with the shop, one for each stage, in the terms of a programme. Percentages go to who needs a
 * reason; recognition to who has given one.
 */
export function seededOffers(preset: PresetName): readonly Written[] {
  const { near, points } = TERMS[preset]
  const small = { kind: 'points', points: points.small } as const
  const large = { kind: 'points', points: points.large } as const
  const note = { kind: 'note' } as const
  const gift = (name: 'silk-pouch' | 'candle' | 'book') => ({ kind: 'gift', gift: name }) as const
  const percent = (value: number) => ({ kind: 'percent', percent: value }) as const
  return [
    {
      key: 'welcome',
      definition: {
        ...{ stage: 'first-order', who: {}, when: { withinDays: 1, validDays: 1 }, frequency: { per: 'once' } },
        ...{ budget: null, stacking: 'best', benefits: [percent(FIRST_ORDER.percent)], instead: null },
      },
    },
    {
      key: 'second-order',
      definition: {
        ...{ stage: 'second-order', who: { segments: ['one-timer'] }, when: { withinDays: 365, validDays: 30 } },
        ...{ frequency: { per: 'once' }, budget: monthly(500), stacking: 'best', benefits: [percent(15), large] },
        instead: { benefits: [large, gift('silk-pouch')], rising: false },
      },
    },
    {
      key: 'near-tier',
      definition: {
        ...{ stage: 'near-tier', who: { segments: [...bought] } },
        ...{ when: { withinDays: 120, validDays: 21, nearWithin: near }, frequency: { per: 'each', cooldownDays: 90 } },
        ...{ budget: monthly(200), stacking: 'best', benefits: [small], instead: null },
      },
    },
    {
      key: 'tier-reached',
      definition: {
        ...{ stage: 'tier-reached', who: {}, when: { withinDays: 14, validDays: 30 }, frequency: { per: 'each' } },
        ...{ budget: null, stacking: 'best', benefits: [note], instead: null },
      },
    },
    {
      key: 'keep-tier',
      definition: {
        ...{ stage: 'tier-in-danger', who: {}, when: { withinDays: 60, validDays: 60 } },
        ...{ frequency: { per: 'each', cooldownDays: 180 }, budget: monthly(200), stacking: 'best' },
        ...{ benefits: [percent(10)], instead: { benefits: [large, note], rising: true } },
      },
    },
    {
      key: 'birthday',
      definition: {
        ...{ stage: 'birthday', who: { segments: [...bought] }, when: { withinDays: 31, validDays: 31 } },
        // Who names another month each month has one birthday a year all the same.
        ...{ frequency: { per: 'each', cooldownDays: 330 }, budget: null, stacking: 'best' },
        ...{ benefits: [percent(10)], instead: { benefits: [gift('candle')], rising: true } },
      },
    },
    {
      key: 'vip-of-the-month',
      definition: {
        ...{ stage: 'vip-of-the-month', who: { segments: ['vip'] }, when: { withinDays: 31, validDays: 31 } },
        ...{ frequency: { per: 'each' }, budget: monthly(50), stacking: 'best' },
        ...{ benefits: [gift('book'), note], instead: null },
      },
    },
    {
      key: 'come-back',
      definition: {
        ...{ stage: 'at-risk', who: { segments: [...returning] }, when: { withinDays: 730, validDays: 30 } },
        ...{ frequency: { per: 'each', cooldownDays: 180 }, budget: monthly(200), stacking: 'best' },
        ...{ benefits: [percent(15)], instead: { benefits: [gift('silk-pouch'), note], rising: false } },
      },
    },
    {
      key: 'won-back',
      definition: {
        ...{ stage: 'won-back', who: { segments: [...returning] }, when: { withinDays: 30, validDays: 30 } },
        ...{ frequency: { per: 'each', cooldownDays: 180 }, budget: monthly(200), stacking: 'best' },
        ...{ benefits: [large, note], instead: null },
      },
    },
  ]
}
