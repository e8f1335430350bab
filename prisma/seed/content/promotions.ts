import type { EditorialName } from '@/lib/catalog/pictures'
import { NO_TIER } from '@/lib/content/suits'
import type { LoyaltyProgram, Tier } from '@/lib/loyalty/schema'
import { USUAL, type SeededContent } from './piece'

const SCENES: Partial<Record<Tier['accent'], EditorialName>> = { bronze: 'bronze', silver: 'silver', gold: 'gold' }
const scene = ({ accent }: Tier) => ({ from: 'editorial', name: SCENES[accent] ?? 'first-evening' }) as const

const promotion = (slug: string, definition: SeededContent['definition']): SeededContent => {
  return { slug, kind: 'promotion', status: 'live', daysAgo: 60, definition }
}

const EVENING = { categories: ['dresses', 'tailoring'] }

/**
 * What the programme gives, tier by tier, and nothing else: no promotion promises what the programme does not hold. Names,
 * amounts and benefits are filled in from the programme in force, so that a change of it changes these words too.
 */
export function promotionsOf({ tiers }: LoyaltyProgram): SeededContent[] {
  const earned = tiers.filter(({ threshold }) => threshold > 0)
  const [first] = earned
  if (!first) return []
  const given = tiers.filter(({ threshold }) => threshold === 0).map(({ key }) => key)
  return [
    promotion('what-a-first-tier-gives', {
      ...USUAL,
      title: 'What a first tier gives',
      line: 'Where it begins, and what it brings.',
      body: [
        'The house remembers what its members wear, and thanks them for it tier by tier.',
        `{tier:${first.key}} is the first that is earned. It begins once {amount:${first.key}} of pieces count for you.`,
        `What it gives: {gives:${first.key}}`,
      ],
      picture: scene(first),
      link: 'See what it gives',
      selects: { ...EVENING, styles: ['classic', 'minimal'] },
      suits: { tiers: [NO_TIER, ...given] },
    }),
    ...earned.map((tier, i) => {
      const next = earned[i + 1]
      return next ? whatComesNext(tier, next) : whatIsKept(tier)
    }),
  ]
}

const whatComesNext = (tier: Tier, next: Tier): SeededContent =>
  promotion(`after-${tier.key}`, {
    ...USUAL,
    title: 'What comes next',
    line: 'The tier after yours, in plain words.',
    body: [
      `After {tier:${tier.key}} comes {tier:${next.key}}. It begins once {amount:${next.key}} of pieces count for you; what counts already is part of that.`,
      `What it adds: {gives:${next.key}}`,
      'There is no hurry. Your account says exactly how far it is.',
    ],
    picture: scene(next),
    link: 'See what comes next',
    selects: { ...EVENING, styles: ['glamour', 'dramatic', 'classic'] },
    suits: { tiers: [tier.key] },
  })

const whatIsKept = (tier: Tier): SeededContent =>
  promotion(`kept-for-${tier.key}`, {
    ...USUAL,
    title: 'What is kept for you',
    line: 'Everything your tier holds, said once.',
    body: [
      `There is nothing above {tier:${tier.key}}. What it gives: {gives:${tier.key}}`,
      'Your account lists it line by line, with what the tiers before it give.',
    ],
    picture: scene(tier),
    link: 'See what is kept for you',
    selects: { ...EVENING, styles: ['statement', 'grand', 'opulent', 'glamour'] },
    suits: { tiers: [tier.key] },
  })
