import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { StackChart } from '@/components/charts'
import { Notice } from '@/components/notice'
import { PageHead } from '@/components/page-head'
import { Table } from '@/components/table'
import { valuesIn } from '@/lib/catalog/listing'
import { translator } from '@/lib/core/messages'
import { sayIn } from '@/lib/experience/say'
import { readResult } from '@/lib/measure/result'
import { chosenMetric, courseView } from '@/lib/studio/results/course-view'
import { definitionView } from '@/lib/studio/results/definition-view'
import { detailsView, effectsView } from '@/lib/studio/results/effects-view'
import { headView } from '@/lib/studio/results/head-view'
import { exposureView, peopleView, ratioView } from '@/lib/studio/results/people-view'
import { openStudio } from '../../door'
import { Course } from './_views/course'
import { Details, WhichInterval } from './_views/details'
import { Effects } from './_views/effects'

export async function generateMetadata(): Promise<Metadata> {
  const { request } = await openStudio()
  return { title: translator(request.market.locale)('results.title'), robots: { index: false } }
}

/** One experiment: what can be said first, then whether that may be believed, then everything behind it. */
export default async function ResultPage({ params, searchParams }: PageProps<'/studio/results/[key]'>) {
  const [{ request }, { key }, asked] = await Promise.all([openStudio(), params, searchParams])
  const { now, market } = request
  const report = await readResult(key, now)
  if (!report) notFound()
  const say = sayIn(market.locale, report.currency, report.timeZone)
  const { t } = say
  const head = headView(report, now, say)
  const ratio = ratioView(report, say)
  const people = peopleView(report, say)
  const exposure = exposureView(report, say)
  const metric = chosenMetric(report, valuesIn(asked, 'metric')[0])
  return (
    <>
      <PageHead title={head.name} line={t('results.line', { at: say.stamp(report.asOf) })} />
      <section className="grid max-w-[72ch] gap-6">
        <p className="caption num text-muted">{head.state}</p>
        <div className="grid gap-2 num">
          {head.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
        {head.simulated && <Notice kind="info" {...head.simulated} />}
        <p>
          <a className="link alone caption" href="/studio/results">
            {t('results.back')}
          </a>
        </p>
      </section>
      <section className="part">
        <h2 className="display d28">{t('results.ratio.title')}</h2>
        {ratio.alert ? (
          <Notice kind="error" title={ratio.sentence} />
        ) : (
          <p className="num max-w-[72ch]">{ratio.sentence}</p>
        )}
        <Table {...ratio.table} />
      </section>
      <Effects view={effectsView(report, say)} say={say} />
      {!ratio.alert && (
        <>
          <WhichInterval say={say} />
          <Details details={detailsView(report, say)} title={t('results.detail.title')} />
          <Course
            charts={courseView(report, metric, say)}
            metrics={report.experiment.metrics.map((each) => each.key)}
            chosen={metric}
            path={`/studio/results/${key}`}
            say={say}
          />
        </>
      )}
      <section className="part">
        <h2 className="display d28">{t('results.people.title')}</h2>
        <p className="max-w-[72ch]">{people.text}</p>
        <div className="chart-pair">
          <section>
            <Table {...people.inside} />
            {people.notes.map((note) => (
              <p key={note} className="caption num text-muted">
                {note}
              </p>
            ))}
          </section>
          <section>
            <Table {...people.outside} />
          </section>
        </div>
      </section>
      {exposure && (
        <section className="part">
          <h2 className="display d28">{t('results.exposure.title')}</h2>
          <StackChart {...exposure} />
        </section>
      )}
      <section className="part" id="definition">
        <h2 className="display d28">{t('results.definition.title')}</h2>
        <Table {...definitionView(report, say)} />
      </section>
      <section className="part pb-28" id="files">
        <h2 className="display d28">{t('results.csv.title')}</h2>
        <p className="flex flex-wrap gap-6">
          <a className="link alone" href={`/studio/results/${key}/csv`} download>
            {t('results.csv.result')}
          </a>
          <a className="link alone" href={`/studio/results/${key}/csv/customers`} download>
            {t('results.csv.customers')}
          </a>
        </p>
        <p className="caption max-w-[72ch] text-muted">{t('results.csv.note')}</p>
      </section>
    </>
  )
}
