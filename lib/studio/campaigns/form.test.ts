import { describe, expect, it } from 'vitest'
import { givenShopper } from '@/lib/experience/shopper.fixture'
import type { Shop } from '../shop'
import { NEW_CAMPAIGN, parseCampaign, typedIn, typedOf, type CampaignTyped } from './form'

const { say, catalogue, programme } = givenShopper()
const shop: Shop = { say, catalogue, programme, today: '2026-11-21' }
const [piece = ''] = catalogue.bySlug.keys()

const right: CampaignTyped = {
  ...NEW_CAMPAIGN,
  ...{
    name: 'First look',
    subject: 'New pieces',
    headline: 'A first look',
    text: 'They are here.',
    path: '/c/dresses',
  },
}
const parsed = (over: Partial<CampaignTyped>) => parseCampaign({ ...right, ...over }, shop)
const faults = (over: Partial<CampaignTyped>) => {
  const result = parsed(over)
  return result.ok ? [] : Object.keys(result.fault)
}

describe('a campaign’s form', () => {
  it('states a campaign, and shows it again as it was typed', () => {
    const typed = {
      ...right,
      ...{
        tiers: ['gold', 'none'],
        segments: ['vip'],
        bandFrom: '90',
        bandUntil: '100',
        atRisk: 'yes',
        control: '12.5',
      },
      ...{ pieces: piece, subjectPl: 'Nowości', headlinePl: 'Spojrzenie', textPl: 'Są już.' },
    }
    const result = parsed(typed)
    if (!result.ok) throw new Error(JSON.stringify(result.fault))
    expect(result.value.definition).toMatchObject({
      ...{ kind: 'news', control: 0.125, pieces: [piece], path: '/c/dresses' },
      audience: { tiers: ['gold', 'none'], segments: ['vip'], band: { from: 90, until: 100 }, atRisk: true },
    })
    expect(typedOf(result.value)).toEqual(typed)
  })

  it('is nothing before anything was typed', () => {
    expect(faults(NEW_CAMPAIGN).sort()).toEqual([...['name', 'subject', 'headline', 'text']].sort())
    expect(faults(typedIn(new FormData()))).toContain('kind')
  })

  it.each<[Partial<CampaignTyped>, string[]]>([
    [{ name: 'x'.repeat(81) }, ['name']],
    [{ kind: 'transactional' }, ['kind']],
    [{ tiers: ['platinum'] }, ['tiers']],
    [{ segments: ['everybody'] }, ['segments']],
    [{ bandFrom: '50' }, ['bandUntil']],
    [{ bandFrom: '60', bandUntil: '50' }, ['bandUntil']],
    [{ bandFrom: '-1', bandUntil: '101' }, ['bandFrom', 'bandUntil']],
    [{ control: '51' }, ['control']],
    [{ control: 'a few' }, ['control']],
    [{ headlinePl: 'Spojrzenie' }, ['subjectPl', 'textPl']],
    [{ pieces: 'no-such-piece' }, ['pieces']],
    [{ path: '/no-such-page' }, ['path']],
    [{ path: '/c/no-such-category' }, ['path']],
    [{ path: '/p/no-such-piece' }, ['path']],
    [{ path: '/houses/no-such-house' }, ['path']],
    [{ path: '/edits/no-such-edit' }, ['path']],
    [{ path: '/p/' + piece + '/more' }, ['path']],
    [{ path: 'https://elsewhere.example' }, ['path']],
    [{ path: '//elsewhere.example' }, ['path']],
    [{ path: '/\\elsewhere.example' }, ['path']],
  ])('names the field at fault: %o', (over, fields) => {
    expect(faults(over)).toEqual(fields)
  })

  it('leads to any page that the shop has, its stories too', () => {
    const [house] = catalogue.houses
    for (const path of ['/', '/account/loyalty', `/p/${piece}?colour=noir`, `/houses/${house?.slug}`, '/c/bags#all'])
      expect(faults({ path }), path).toEqual([])
    const story = parseCampaign({ ...right, path: '/stories/one' }, shop, new Set(['/stories/one']))
    expect(story.ok).toBe(true)
  })
})
