import type { Metadata } from 'next'
import { z } from 'zod'
import { LineChart } from '@/components/charts'
import { Notice } from '@/components/notice'
import { PageHead } from '@/components/page-head'
import { Table } from '@/components/table'
import { valuesIn } from '@/lib/catalog/listing'
import { translator } from '@/lib/core/messages'
import { sayIn } from '@/lib/experience/say'
import { searchOf } from '@/lib/studio/customers/filter'
import { logLook } from '@/lib/studio/customers/looks'
import { readVersions, versionAt } from '@/lib/studio/queries'
import { scoresChart, statsTable } from '@/lib/studio/value/compare-view'
import { findCustomers, inBatch, readCompared } from '@/lib/studio/value/compared'
import { readRun } from '@/lib/studio/value/read'
import { openStudio } from '../../door'
import { Choose } from './_views/choose'

export async function generateMetadata(): Promise<Metadata> {
  const { request } = await openStudio()
  return { title: translator(request.market.locale)('valueStudio.compare.title'), robots: { index: false } }
}

const PLACES = ['a', 'b'] as const

/**
 * Two customers beside each other, chosen by search: `a` and `b` are who was chosen, `find-a` and `find-b` what is
 * searched. Each look is logged before anything of them is read.
 */
export default async function ComparePage({ searchParams }: PageProps<'/studio/value/compare'>) {
  const [{ request, staffId }, params] = await Promise.all([openStudio(), searchParams])
  const { now, market } = request
  const [run, versions] = await Promise.all([readRun(now), readVersions()])
  const { programme } = versionAt(versions, now)
  const say = sayIn(market.locale, programme.currency, programme.timeZone)
  const { t } = say
  if (!run) {
    return (
      <>
        <PageHead title={t('valueStudio.compare.title')} />
        <Notice kind="info" title={t('valueStudio.noRun')} text={t('valueStudio.compare.noRun')} />
      </>
    )
  }
  const { id, base } = run
  const { asOf } = base
  const asked = PLACES.map((place) => z.uuid().safeParse(valuesIn(params, place)[0]).data ?? null)
  const isSame = asked[0] !== null && asked[0] === asked[1]
  const chosen = isSame ? [asked[0], null] : asked
  const ids = chosen.filter((each) => each !== null && each !== undefined)
  const there = ids.length > 0 ? await inBatch(id, ids) : []
  if (there.length > 0) await logLook(staffId, there, 'compare')
  const searches = PLACES.map((place) => searchOf(params, `find-${place}`))
  const [people, found] = await Promise.all([
    Promise.all(
      chosen.map((each) => (each && there.includes(each) ? readCompared({ id, asOf }, each, programme) : null)),
    ),
    Promise.all(searches.map((search, i) => (chosen[i] ? [] : findCustomers(asOf, search)))),
  ])
  const compared = people.filter((each) => each !== null)
  return (
    <>
      <PageHead title={t('valueStudio.compare.title')} line={t('valueStudio.compare.line', { at: say.stamp(asOf) })} />
      <div className="chart-pair pb-12">
        {PLACES.map((place, i) => {
          const other = PLACES[1 - i] ?? 'a'
          return (
            <Choose
              key={place}
              place={place}
              person={people[i] ?? null}
              other={{ place: other, id: people[1 - i]?.id ?? null }}
              search={searches[i] ?? ''}
              found={(found[i] ?? []).filter((each) => !ids.includes(each.id))}
              problem={
                isSame && i === 1
                  ? t('valueStudio.compare.same')
                  : chosen[i] && !people[i]
                    ? t('valueStudio.compare.gone')
                    : null
              }
              say={say}
            />
          )
        })}
      </div>
      {compared.length > 0 && (
        <div className="grid gap-12 pb-28">
          <LineChart {...scoresChart(compared, base, programme, say)} />
          <Table {...statsTable(compared, programme, say)} />
        </div>
      )}
    </>
  )
}
