import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '@/lib/core/db'
import { emptyDatabase, TEST_NOW } from '@/test/database'
import { anExperiment } from './experiment.fixture'
import { appendExposures, getExperiments } from './queries'
import { saveExperiment, setHoldoutShare } from './save'
import { HOLDOUT_SHARE } from './schema'

beforeEach(emptyDatabase)

const version = async () => (await db.setting.findUnique({ where: { key: 'editorialVersion' } }))?.value ?? ''
const read = async () => getExperiments(await version())
const live = { status: 'live', by: null, at: TEST_NOW } as const

describe('an experiment', () => {
  it('runs from the next page on, and is the same when read', async () => {
    const experiment = anExperiment({ holdout: HOLDOUT_SHARE })
    expect(await saveExperiment(experiment, live)).toEqual({ ok: true, value: experiment })
    expect((await read()).list).toEqual([experiment])
    await saveExperiment({ ...experiment, share: 0.5 }, live)
    expect((await read()).list).toEqual([{ ...experiment, share: 0.5 }])
    await saveExperiment(experiment, { ...live, status: 'paused' })
    expect((await read()).list).toEqual([])
    expect(await db.experimentRow.count()).toBe(1)
  })

  it('moves the version that every page reads', async () => {
    const seen = [await version()]
    await saveExperiment(anExperiment(), live)
    seen.push(await version())
    await saveExperiment(anExperiment(), live)
    seen.push(await version())
    await db.setting.create({ data: { key: 'holdoutShare', value: '0.1' } })
    seen.push(await version())
    await db.setting.delete({ where: { key: 'holdoutShare' } })
    seen.push(await version())
    const trigger = { key: 'welcome', status: 'live', definition: {}, updatedAt: TEST_NOW }
    await db.messageTrigger.create({ data: trigger })
    seen.push(await version())
    expect(new Set(seen).size).toBe(6)
  })

  it.each([
    ['nothing', null],
    ['an arm without a share', { ...anExperiment(), arms: [{ key: 'generic' }] }],
    ['dates the wrong way round', { ...anExperiment(), until: '2020-01-01T00:00:00Z' }],
    ['something that no experiment has', { ...anExperiment(), note: 'x' }],
  ])('that is %s is refused by its field, and nothing is written', async (_, input) => {
    const result = await saveExperiment(input, live)
    expect(result).toMatchObject({ ok: false })
    expect(await db.experimentRow.count()).toBe(0)
    expect(await version()).toBe('')
  })

  describe('to which somebody was exposed', () => {
    const experiment = anExperiment()
    beforeEach(async () => {
      await saveExperiment(experiment, live)
      const line = { experiment: experiment.key, who: randomUUID(), customerId: null, arm: 'generic' }
      await appendExposures([{ ...line, counterfactual: true, at: TEST_NOW }])
    })

    it.each([
      ['slot', { slot: 'account.relation' }],
      ['arms', { arms: experiment.arms.map((arm, i) => ({ ...arm, share: i === 0 ? 0.2 : 0.8 })) }],
      ['share', { share: 0.5 }],
      ['salt', { salt: 'another' }],
      ['from', { from: new Date('2026-01-02T00:00:00Z') }],
    ])('keeps its %s', async (path, over) => {
      expect(await saveExperiment({ ...experiment, ...over }, live)).toEqual({
        ok: false,
        fault: {
          fields: [
            { path, message: 'must stay: somebody was exposed to it already. Begin a new experiment under a new key' },
          ],
        },
      })
      expect((await read()).list).toMatchObject([{ ...experiment, holdout: HOLDOUT_SHARE }])
      expect(await saveExperiment({ ...experiment, ...over, key: 'another' }, live)).toMatchObject({ ok: true })
    })

    it('may end later, and pause', async () => {
      const longer = { ...experiment, until: new Date('2026-12-01T00:00:00Z') }
      expect(await saveExperiment(longer, { ...live, status: 'paused' })).toEqual({ ok: true, value: longer })
    })
  })

  it.each(['everything', 'everything-50', 'campaign-x'])('may not be called %s', async (key) => {
    expect(await saveExperiment(anExperiment({ key }), live)).toMatchObject({ ok: false })
  })

  it('that no longer fits is left out, and the others run', async () => {
    await saveExperiment(anExperiment({ key: 'good' }), live)
    await saveExperiment(anExperiment({ key: 'old' }), live)
    await db.experimentRow.update({ where: { key: 'old' }, data: { definition: { slot: 'home.relation' } } })
    expect((await getExperiments('another version')).list.map(({ key }) => key)).toEqual(['good'])
  })
})

describe('the holdout’s share', () => {
  it('is as many as usual until somebody says otherwise, and holds for every experiment', async () => {
    await saveExperiment(anExperiment({ holdout: 0 }), live)
    expect(await read()).toMatchObject({ holdout: HOLDOUT_SHARE, list: [{ holdout: HOLDOUT_SHARE }] })
    expect(await setHoldoutShare('0.1')).toEqual({ ok: true, value: 0.1 })
    expect(await read()).toMatchObject({ holdout: 0.1, list: [{ holdout: 0.1 }] })
    expect(await setHoldoutShare(0)).toEqual({ ok: true, value: 0 })
    expect(await read()).toMatchObject({ holdout: 0, list: [{ holdout: 0 }] })
  })

  it.each(['', 'five', '-0.1', '0.6', '0.0123', null, Number.NaN])('is not %s', async (input) => {
    expect(await setHoldoutShare(input)).toMatchObject({ ok: false })
    expect(await db.setting.count()).toBe(0)
  })
})
