import type { Metadata } from 'next'
import { BarChart, LineChart, Matrix, StackChart } from '@/components/charts'
import { Figures } from '@/components/figures'
import { Notice } from '@/components/notice'
import { PageHead } from '@/components/page-head'
import { Table } from '@/components/table'
import { valuesIn } from '@/lib/catalog/listing'
import { translator } from '@/lib/core/messages'
import { sayIn } from '@/lib/experience/say'
import { readVersions, versionAt } from '@/lib/studio/queries'
import { monthsView, movesView, scoresView, summaryView, tiersView, topView } from '@/lib/studio/value/base-view'
import { fittedView } from '@/lib/studio/value/fitted-view'
import { readRun } from '@/lib/studio/value/read'
import { settingsForm } from '@/lib/studio/value/settings'
import { readValueSettings } from '@/lib/studio/value/write'
import { openStudio } from '../door'
import { Compute } from './_views/compute'
import { Factors } from './_views/factors'
import { Fitted } from './_views/fitted'
import { Settings } from './_views/settings'

export async function generateMetadata(): Promise<Metadata> {
  const { request } = await openStudio()
  return { title: translator(request.market.locale)('valueStudio.title'), robots: { index: false } }
}

/** The whole base by value, from the newest batch; how value is counted; and the button that makes a batch. */
export default async function ValuePage({ searchParams }: PageProps<'/studio/value'>) {
  const [{ request }, params] = await Promise.all([openStudio(), searchParams])
  const { now, market } = request
  const [run, settings, versions] = await Promise.all([readRun(now), readValueSettings(), readVersions()])
  const { programme } = versionAt(versions, now)
  const say = sayIn(market.locale, programme.currency, programme.timeZone)
  const { t } = say
  const form = settingsForm(settings, programme, say)
  const isSaved = valuesIn(params, 'saved')[0] === '1'
  if (!run) {
    return (
      <>
        <PageHead title={t('valueStudio.title')} />
        <div className="grid gap-4 pb-12">
          <Notice
            kind="info"
            title={t('valueStudio.noRun')}
            text={t('valueStudio.noRunText', { date: say.stamp(now) })}
          />
        </div>
        <Compute say={say} />
        <Settings form={form} newest={null} settings={settings} programme={programme} isSaved={isSaved} say={say} />
      </>
    )
  }
  const { base, report } = run
  // A share of a reported figure is of its own currency; the programme's may have changed since.
  const money = sayIn(market.locale, report.currency, programme.timeZone)
  const summary = summaryView(report, money)
  const top = topView(report, money)
  const months = monthsView(report, money)
  const moves = movesView(report, money)
  // An address can say anything: this batch is there, and is the one that is shown.
  const isComputed = valuesIn(params, 'computed')[0] === run.id
  return (
    <>
      <PageHead
        title={t('valueStudio.title')}
        line={t('valueStudio.line', {
          ...{ count: report.customers, number: say.number(report.customers), at: say.stamp(base.asOf) },
        })}
      />
      {isComputed && (
        <div className="pb-12">
          <Notice
            kind="success"
            title={t('valueStudio.compute.done')}
            text={t('valueStudio.compute.doneText', { at: say.stamp(base.asOf) })}
          />
        </div>
      )}
      <section className="grid gap-6 pb-12">
        <Figures items={summary.figures.map(({ label, value }) => ({ label, figure: value }))} />
        <p className="max-w-[72ch]">{summary.sentence}</p>
        <p className="flex flex-wrap gap-6">
          {summary.risk && (
            <a className="link alone caption" href="/studio/customers?risk=1">
              {summary.risk}
            </a>
          )}
          <a className="link alone caption" href="/studio/value/compare">
            {t('valueStudio.compareLink')}
          </a>
        </p>
      </section>
      <div className="chart-pair">
        <section>
          <h2 className="display d28">{t('valueStudio.scores.title')}</h2>
          <BarChart {...scoresView(report, money)} />
        </section>
        <section>
          <h2 className="display d28">{t('valueStudio.top.title')}</h2>
          <p>{top.sentence}</p>
          {top.chart && <LineChart {...top.chart} />}
        </section>
        <section>
          <h2 className="display d28">{t('valueStudio.months.title')}</h2>
          <StackChart {...months} />
        </section>
        <section>
          <h2 className="display d28">{t('valueStudio.moves.title')}</h2>
          <p>{moves.sentence}</p>
          <Matrix {...moves} />
        </section>
      </div>
      <section className="part">
        <h2 className="display d28">{t('valueStudio.tiers.title')}</h2>
        <Table {...tiersView(report, money)} />
      </section>
      <Factors factors={run.factors} say={money} />
      <Fitted view={fittedView(base, report, money)} title={t('valueStudio.fitted.title')} />
      <Compute say={say} />
      <Settings form={form} newest={base} settings={settings} programme={programme} isSaved={isSaved} say={say} />
    </>
  )
}
