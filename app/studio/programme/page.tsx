import type { Metadata } from 'next'
import { Notice } from '@/components/notice'
import { PageHead } from '@/components/page-head'
import { valuesIn } from '@/lib/catalog/listing'
import { translator } from '@/lib/core/messages'
import { programmeTerms } from '@/lib/experience/programme-words'
import { sayIn } from '@/lib/experience/say'
import { readProgrammePage } from '@/lib/studio/page'
import { versionRows } from '@/lib/studio/versions'
import { openStudio } from '../door'
import { Coming } from './_views/coming'
import { Members } from './_views/members'
import { Rules } from './_views/rules'
import { Versions } from './_views/versions'
import { WhatIf } from './_views/what-if'

export async function generateMetadata(): Promise<Metadata> {
  const { request } = await openStudio()
  return { title: translator(request.market.locale)('studio.programme'), robots: { index: false } }
}

/** The programme as marketers see it: its rules, its members, what would be if it were different, what it was before. */
export default async function ProgrammePage({ searchParams }: PageProps<'/studio/programme'>) {
  const [{ request }, params] = await Promise.all([openStudio(), searchParams])
  const [setting] = valuesIn(params, 'setting')
  const asked = setting === undefined ? null : { setting, value: valuesIn(params, 'value')[0] ?? '' }
  const { now, market } = request
  const page = await readProgrammePage({ now, locale: market.locale, asked })
  const { present, versions, programme } = page
  const say = sayIn(market.locale, programme.currency, programme.timeZone)
  const { t } = say
  const published = versions.find(({ number }) => String(number) === valuesIn(params, 'published')[0])
  return (
    <>
      <PageHead
        title={t('studio.programme')}
        line={t('studio.line', {
          name: programme.name,
          number: present.number,
          since: say.date(present.effectiveFrom),
          today: say.date(now),
        })}
      />
      {published && (
        <div className="pb-12">
          <Notice
            kind="success"
            title={t('studio.publish.done', { number: published.number })}
            text={t('studio.publish.doneText', { date: say.date(published.effectiveFrom) })}
          />
        </div>
      )}
      <div className="studio-cols">
        <Rules parts={programmeTerms(programme, say)} versions={versions.length} say={say} />
        <Members overview={page.overview} programme={programme} say={say} />
      </div>
      <WhatIf page={page} now={now} say={say} />
      <Coming ahead={page.overview.ahead} programme={programme} say={say} />
      <Versions rows={versionRows(versions, present.id, say)} say={say} />
    </>
  )
}
