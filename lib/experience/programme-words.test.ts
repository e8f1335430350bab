import { describe, expect, it } from 'vitest'
import { classic } from '@/lib/loyalty/presets/classic'
import { sorento } from '@/lib/loyalty/presets/sorento'
import { parseProgramme } from '@/lib/loyalty/programme'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { joiningLines, joiningSentence, programmeRules, programmeTerms, windowSentence } from './programme-words'
import { sayIn } from './say'

const dollars = sayIn('en-US', 'USD', 'UTC')
const zlotys = sayIn('en-US', 'PLN', 'UTC')

/** The house's programme with some settings changed, read as any other definition is. */
const changed = (values: Partial<LoyaltyProgram>) => parseProgramme({ ...sorento, ...values })
const rules = (values: Partial<LoyaltyProgram> = {}) => programmeRules(changed(values), dollars)
const part = (key: string, values: Partial<LoyaltyProgram> = {}, say = dollars) =>
  programmeTerms(changed(values), say).find((one) => one.key === key)?.lines ?? []

describe('the rules in words', () => {
  it('of the house’s own programme', () => {
    expect(programmeTerms(sorento, dollars)).toMatchInlineSnapshot(`
      [
        {
          "key": "counts",
          "lines": [
            "The price of the pieces counts, before order discounts and without shipping.",
            "A purchase counts for 365 days from its day. It counts at once.",
            "Counting begins with the day on which you first joined, the whole of that day included.",
            "What you bring back is taken off again, exactly, from the day on which it comes back.",
          ],
          "title": "How it counts",
        },
        {
          "key": "tiers",
          "lines": [
            "Bronze from $4,000.00, Silver from $8,000.00 and Gold from $15,000.00. At exactly the threshold a tier is reached, at once.",
            "Below Bronze a member holds no tier.",
            "Bronze: 10% off your next order, free shipping to US addresses and one point for each dollar.",
            "Silver: 10% off your next order, the first look at new arrivals, 48 hours before everybody and two points for each dollar.",
            "Gold: Alterations without charge, a piece set aside on request and three points for each dollar.",
            "A tier also gives what the tiers below it give.",
          ],
          "title": "The tiers",
        },
        {
          "key": "keeping",
          "lines": [
            "A tier that is reached is yours for 365 days, the first included. Reaching a higher one begins them anew.",
            "The day after them decides, its purchases included: a tier still earned is yours for as long again.",
            "Otherwise you come down to what you have earned by then.",
            "A return ends this when what was spent for the tier, less what came back, falls below its threshold.",
          ],
          "title": "Keeping a tier",
        },
        {
          "key": "membership",
          "lines": [
            "You join by asking or by one order that reaches Bronze.",
            "What you bought before the day on which you first joined never counts.",
            "A membership lasts for 3 years. It is extended by as much when, within that time, you confirm your details and buy at least once. Otherwise it ends.",
            "You can leave at any time. Your tier and its benefits end with it, and your points expire.",
            "You can come back by asking. What counted then counts again; points that expired stay so.",
          ],
          "title": "Joining and leaving",
        },
        {
          "key": "points",
          "lines": [
            "For each dollar of what counts: 1 point without a tier, 1 point with Bronze, 2 points with Silver and 3 points with Gold. They can be used at once.",
            "One point pays for $0.02 at checkout.",
            "They expire 24 months after the day of their purchase. The oldest are used first.",
            "A return takes back the points of its pieces, and gives back those that paid for them. Where they are spent already, others are taken as far as they reach; the rest is forgiven.",
          ],
          "title": "Points",
        },
      ]
    `)
  })

  it('of the programme in zlotys', () => {
    expect(programmeRules(classic, zlotys)).toMatchInlineSnapshot(`
      [
        "The price of the pieces counts, before order discounts and without shipping.",
        "A purchase counts for 365 days from its day. It counts at once.",
        "Counting begins with the day on which you first joined, the whole of that day included.",
        "What you bring back is taken off again, exactly, from the day on which it comes back.",
        "White for every member, Green from PLN 300.00, Silver from PLN 1,000.00 and Golden from PLN 2,000.00. At exactly the threshold a tier is reached, at once.",
        "White: One point for each zloty.",
        "Green: 5% off every order.",
        "Silver: 8% off every order.",
        "Golden: 10% off every order.",
        "A tier also gives what the tiers below it give.",
        "What counts decides at every moment: when it falls below a tier’s threshold, the tier ends.",
        "White never ends.",
        "You join by asking or with your first purchase.",
        "What you bought before the day on which you first joined never counts.",
        "A membership has no end of its own.",
        "You can leave at any time. Your tier and its benefits end with it, and your points expire.",
        "You can come back by asking. What counted then counts again; points that expired stay so.",
        "For each zloty of what counts: 1 point. They can be used at once.",
        "One point pays for PLN 0.02 at checkout.",
        "They expire 24 months after the day of their purchase. The oldest are used first.",
        "A return takes back the points of its pieces, and gives back those that paid for them. Where they are spent already, others are taken as far as they reach; the rest is forgiven.",
      ]
    `)
  })

  it('say how long a purchase counts, for each kind of window', () => {
    const said = (window: LoyaltyProgram['window']) => windowSentence({ window }, dollars)
    expect(said({ kind: 'rolling', days: 1 })).toBe('A purchase counts for 1 day from its day.')
    expect(said({ kind: 'rolling', days: 180 })).toBe('A purchase counts for 180 days from its day.')
    expect(said({ kind: 'calendar-year' })).toBe('A purchase counts until the end of its calendar year.')
    expect(said({ kind: 'anniversary' })).toMatch(/next anniversary of the day on which you first joined/)
    expect(said({ kind: 'lifetime' })).toBe('A purchase counts for good.')
    expect(part('counts', { window: { kind: 'lifetime' } })[1]).toBe('A purchase counts for good. It counts at once.')
  })

  it('say what counts, from when, and which hold there is', () => {
    expect(part('counts', { qualifying: 'paid' })[0]).toMatch(/^What is paid for the pieces counts, after discounts/)
    expect(part('counts', { hold: { days: 30 } })[1]).toMatch(/It begins to count 30 days after its own/)
    expect(part('counts', { countJoiningDay: false })[2]).toMatch(/^Counting begins on the day after/)
    expect(part('points', { hold: { days: 1 } })[0]).toMatch(/They can be used 1 day after the purchase’s day/)
  })

  it('follow thresholds, and name a tier that is every member’s', () => {
    const [bronze, silver, gold] = sorento.tiers
    if (!bronze || !silver || !gold) throw new Error('the preset has three tiers')
    const tiers = [{ ...bronze, name: 'Copper', threshold: 450_050 }, silver, gold]
    expect(part('tiers', { tiers })[0]).toMatch(/^Copper from \$4,500\.50, Silver from \$8,000\.00 and Gold/)
    expect(part('tiers', { tiers })[1]).toBe('Below Copper a member holds no tier.')
    expect(part('membership', { tiers })[0]).toBe('You join by asking or by one order that reaches Copper.')
    const free = [{ ...bronze, threshold: 0 }, silver, gold]
    expect(part('tiers', { tiers: free })[0]).toMatch(/^Bronze for every member, Silver from/)
    expect(part('tiers', { tiers: free }).join()).not.toContain('Below')
    expect(part('keeping', { tiers: free })).toContain('Bronze never ends.')
  })

  it('say how a tier is kept: guard, amount, grace and what becomes of it', () => {
    const cycle = (values: Partial<NonNullable<LoyaltyProgram['cycle']>>) =>
      part('keeping', { cycle: { months: 12, downgrade: 'balance-based', graceDays: 0, ...values } })
    expect(cycle({ months: 6 })[0]).toMatch(/yours for 183 days, the first included/)
    expect(cycle({ graceDays: 30 })).toContain(
      'One no longer earned is held for 30 days more, as a chance to earn it again.',
    )
    expect(cycle({}).join()).not.toContain('chance')
    expect(cycle({ downgrade: 'one-down' })).toContain('Otherwise you come down by one tier.')
    expect(cycle({ downgrade: 'none', graceDays: 30 }).join()).not.toContain('chance')
    const tiers = sorento.tiers.map((tier) => (tier.key === 'silver' ? { ...tier, keep: 600_000 } : tier))
    expect(part('keeping', { tiers })).toContain('To keep Silver, $6,000.00 is enough.')
    expect(part('keeping', { cycle: null })).toEqual([
      'What counts decides at every moment: when it falls below a tier’s threshold, the tier ends.',
    ])
  })

  it('say how long a membership lasts, and how one joins', () => {
    expect(part('membership', { validity: null })).toContain('A membership has no end of its own.')
    const validity = (transactions: number) => part('membership', { validity: { years: 1, transactions } }).join(' ')
    expect(validity(0)).toContain(
      'lasts for 1 year. It is extended by as much when, within that time, you confirm your details. Otherwise it ends.',
    )
    expect(validity(2)).toContain('confirm your details and buy at least 2 times. Otherwise')
    const joining = (byRequest: boolean, byFirstPurchase: boolean, byTierOrder: boolean) =>
      changed({ joining: { byRequest, byFirstPurchase, byTierOrder } })
    const said = (...ways: [boolean, boolean, boolean]) => joiningSentence(joining(...ways), dollars)
    expect(said(true, true, true)).toBe('You join by asking or with your first purchase.')
    expect(said(false, false, true)).toBe('You join by one order that reaches Bronze.')
    expect(said(false, false, false)).toBe('Nobody can join at present.')
    expect(joiningLines(joining(false, true, true), dollars)).toEqual([
      'Your first purchase makes you a member by itself.',
    ])
    expect(joiningLines(joining(false, false, false), dollars)).toEqual(['Nobody can join at present.'])
  })

  it('say what points are: rates that differ and rates that don’t, worth, expiry, returns, or nothing at all', () => {
    const points = { perUnit: 0.5, worth: 0, expireMonths: null, afterReturn: 'negative' as const }
    const lines = part('points', { points })
    expect(lines[0]).toMatch(
      /^For each dollar of what counts: 0\.5 points without a tier, 0\.5 points with Bronze, 1 point with Silver and 1\.5 points with Gold\./,
    )
    expect(lines[1]).toBe('Points cannot be redeemed at present.')
    expect(lines[2]).toBe('They do not expire.')
    expect(lines[3]).toContain('the balance may fall below zero')
    expect(programmeTerms(classic, zlotys).at(-1)?.lines[0]).toMatch(/^For each zloty of what counts: 1 point\./)
    expect(programmeTerms(changed({ points: null }), dollars).map(({ key }) => key)).not.toContain('points')
    expect(rules({ points: null }).join(' ')).not.toContain('oint')
  })

  it('are finished sentences, each once', () => {
    for (const [programme, say] of [
      [sorento, dollars],
      [classic, zlotys],
    ] as const) {
      const lines = programmeRules(programme, say)
      expect(new Set(lines).size).toBe(lines.length)
      for (const line of lines) expect(line).toMatch(/^[A-Z][^{}]*\.$/)
    }
  })
})
