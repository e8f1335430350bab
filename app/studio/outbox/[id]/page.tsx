import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { z } from 'zod'
import { Crumbs } from '@/components/crumbs'
import { FactList } from '@/components/fact-list'
import { PageHead } from '@/components/page-head'
import { sayIn } from '@/lib/experience/say'
import { currentProgramme } from '@/lib/loyalty/queries'
import { logLook } from '@/lib/studio/customers/looks'
import { readEntry, readRecipient } from '@/lib/studio/outbox/entry'
import { entryFacts, entryMarks, entryWhy } from '@/lib/studio/outbox/entry-view'
import { previewLetter } from '@/lib/studio/outbox/letter'
import { causeWords } from '@/lib/studio/outbox/words'
import { openStudio } from '../../door'
import { LetterPreview } from './_views/letter'

/** The message, once the look at its recipient is logged: who cannot be logged is not shown. Once per request. */
const openEntry = cache(async (id: string) => {
  const { request, staffId } = await openStudio()
  if (!z.uuid().safeParse(id).success) notFound()
  const customerId = await readRecipient(id)
  if (customerId === null) notFound()
  await logLook(staffId, [customerId], 'message', request.realNow)
  const [entry, programme] = await Promise.all([readEntry(id), currentProgramme(request.now)])
  if (!entry) notFound()
  return { entry, say: sayIn(request.market.locale, programme.currency, programme.timeZone) }
})

export async function generateMetadata({ params }: PageProps<'/studio/outbox/[id]'>): Promise<Metadata> {
  const { entry, say } = await openEntry((await params).id)
  return { title: entry.content?.subject ?? say.t('outbox.notComposed'), robots: { index: false } }
}

/** A message: to whom, how it stands, why, what came of it, and what it looks like. */
export default async function EntryPage({ params }: PageProps<'/studio/outbox/[id]'>) {
  const { entry, say } = await openEntry((await params).id)
  const { t } = say
  const letter = await previewLetter(entry, (await headers()).get('x-nonce') ?? '')
  const why = entryWhy(entry, say)
  const marks = entryMarks(entry, say)
  return (
    <>
      <div className="pt-6">
        <Crumbs label={t('customers.person.trail')} links={[{ href: '/studio/outbox', label: t('outbox.title') }]} />
      </div>
      <PageHead
        title={entry.content?.subject ?? t('outbox.notComposed')}
        line={causeWords(entry.cause, entry.campaign?.name ?? null, say)}
      />
      <div className="studio-cols person-cols">
        <section className="part" aria-labelledby="stands">
          <h2 id="stands" className="display d28">
            {t('outbox.entry.title')}
          </h2>
          <dl className="pairs">
            <div>
              <dt>{t('outbox.to')}</dt>
              <dd>
                {entry.to === null ? (
                  t('outbox.entry.erased')
                ) : (
                  <a className="link" href={`/studio/customers/${entry.customerId}`}>
                    {entry.to}
                  </a>
                )}
              </dd>
            </div>
            {entryFacts(entry, say).map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {entry.campaign && (
            <a className="link alone caption" href={`/studio/campaigns/${entry.campaign.id}`}>
              {t('outbox.entry.campaign')}
            </a>
          )}
        </section>
        <div>
          <section className="part" aria-labelledby="why">
            <h2 id="why" className="display d28">
              {why.title}
            </h2>
            {why.stopped && <p>{why.stopped}</p>}
            {why.reasons.length > 0 && <FactList items={why.reasons.map((text) => ({ text }))} closed />}
            <h3 className="font-medium">{t('outbox.rule.title')}</h3>
            <FactList items={why.rule.map((text) => ({ text }))} />
          </section>
          <section className="part" aria-labelledby="came">
            <h2 id="came" className="display d28">
              {t('outbox.entry.came')}
            </h2>
            {marks.length === 0 ? (
              <p className="text-muted">{t('outbox.entry.nothing')}</p>
            ) : (
              <FactList items={marks} />
            )}
          </section>
        </div>
      </div>
      {letter ? (
        <LetterPreview letter={letter} language={entry.content?.language ?? 'en'} say={say} />
      ) : (
        <p className="pb-28 text-muted">{t('outbox.letter.none')}</p>
      )}
    </>
  )
}
