import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { translator } from '@/lib/core/messages'
import { sayIn } from '@/lib/experience/say'
import { readVersions, versionAt } from '@/lib/studio/queries'
import { CAMPAIGNS_LISTED } from '@/lib/measure/experiments'
import { groupsView } from '@/lib/studio/results/head-view'
import { readResults } from '@/lib/studio/results/read'
import { shareWords } from '@/lib/studio/results/words'
import { openStudio } from '../door'
import { Experiment } from './_views/experiment'

export async function generateMetadata(): Promise<Metadata> {
  const { request } = await openStudio()
  return { title: translator(request.market.locale)('results.title'), robots: { index: false } }
}

/** Every experiment with where it stands and what can be said of it, in one sentence each. */
export default async function ResultsPage() {
  const { request } = await openStudio()
  const { now, market } = request
  const [{ reports, holdout }, versions] = await Promise.all([readResults(now), readVersions()])
  const { programme } = versionAt(versions, now)
  const say = sayIn(market.locale, programme.currency, programme.timeZone)
  const { t } = say
  const groups = groupsView(reports, now, say)
  const share = shareWords(holdout, say)
  return (
    <>
      <PageHead title={t('results.title')} line={t('results.line', { at: say.stamp(now) })} />
      <div className="grid max-w-[72ch] gap-2">
        <p>{t('results.intro')}</p>
        <p className="caption text-muted">
          {holdout > 0 ? t('results.holdoutOn', { share }) : t('results.holdoutOff', { share })}
        </p>
      </div>
      {groups.length === 0 && <p className="pt-12 text-muted">{t('results.none')}</p>}
      <div className="pb-28">
        {groups.map(({ from, title, heads }) => (
          <section key={from} className="part">
            <h2 className="display d28">{title}</h2>
            <ul className="results">
              {heads.map((head) => (
                <Experiment key={head.key} head={head} />
              ))}
            </ul>
            {from === 'campaign' && (
              <p className="caption text-muted">
                {t('results.campaignsNote', { count: say.number(CAMPAIGNS_LISTED) })}
              </p>
            )}
          </section>
        ))}
      </div>
    </>
  )
}
