import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { z } from 'zod'
import { ButtonLink, Button } from '@/components/button'
import { Crumbs } from '@/components/crumbs'
import { FactList } from '@/components/fact-list'
import { Notice } from '@/components/notice'
import { PageHead } from '@/components/page-head'
import { valuesIn } from '@/lib/catalog/listing'
import { learnedOf } from '@/lib/flows/taste-view'
import { VIEWING_MS } from '@/lib/shopper/viewing'
import { viewAsAction } from '@/lib/studio/customers/actions'
import { readDecisions } from '@/lib/studio/customers/decisions'
import { LISTED, logLook, readLooks } from '@/lib/studio/customers/looks'
import { offersView } from '@/lib/studio/customers/offers-view'
import { worthOfNext } from '@/lib/studio/customers/score-view'
import { isSomebody, readPerson } from '@/lib/experience/read-person'
import { readTimeline } from '@/lib/studio/customers/timeline'
import { olderAddress, sinceOf, timelineDays } from '@/lib/studio/customers/timeline-words'
import { valueFactsOf } from '@/lib/value/purchases'
import { openStudio } from '../../door'
import { Decisions } from './_views/decisions'
import { Next, Score, Standing, Stats } from './_views/numbers'
import { Offers } from './_views/offers'
import { Timeline } from './_views/timeline'

/** The person, once their look is logged: who cannot be logged is not shown. Once per request. */
const openPerson = cache(async (id: string) => {
  const { request, staffId } = await openStudio()
  if (!z.uuid().safeParse(id).success) notFound()
  if (!(await isSomebody(id))) notFound()
  await logLook(staffId, [id], 'customer', request.realNow)
  const person = await readPerson(id, request.now)
  if (!person) notFound()
  return { request, ...person }
})

export async function generateMetadata({ params }: PageProps<'/studio/customers/[id]'>): Promise<Metadata> {
  const { shopper } = await openPerson((await params).id)
  return { title: shopper.customer?.name, robots: { index: false } }
}

/** A customer: what they are to the shop in numbers, what to expect, what the shop decides for them and why, every fact. */
export default async function CustomerPage({ params, searchParams }: PageProps<'/studio/customers/[id]'>) {
  const [{ id }, asked] = await Promise.all([params, searchParams])
  const { shopper, known, request, wouldBe } = await openPerson(id)
  const { say, customer, value, programme, catalogue, allowed, base } = shopper
  if (!customer || !value) notFound()
  const { t } = say
  const since = sinceOf(asked)
  const [decisions, timeline, looks] = await Promise.all([
    readDecisions(shopper),
    readTimeline(id, { asOf: request.now, since, behaviour: allowed }),
    readLooks(id),
  ])
  const last = timeline.facts.at(-1)
  const learned = allowed ? learnedOf(wouldBe?.() ?? shopper) : []
  const worth = worthOfNext(valueFactsOf(programme, known), request.now, programme.timeZone, base)
  return (
    <>
      <div className="pt-6">
        <Crumbs
          label={t('customers.person.trail')}
          links={[{ href: '/studio/customers', label: t('customers.person.back') }]}
        />
      </div>
      <PageHead
        title={customer.name}
        line={t('customers.person.line', {
          known: customer.email ?? t('customers.nameless'),
          segment: t(`customers.segment.${value.segment}`),
          date: say.stamp(request.now),
        })}
      />
      {valuesIn(asked, 'problem')[0] === 'view' && (
        <div className="pb-8">
          <Notice kind="error" title={t('customers.person.viewFailed')} />
        </div>
      )}
      <div className="person-acts">
        {customer.role === 'customer' ? (
          <form action={viewAsAction}>
            <input type="hidden" name="customer" value={id} />
            <Button small aria-describedby="view-as-note">
              {t('customers.person.viewAs')}
            </Button>
          </form>
        ) : (
          <p className="caption text-muted">{t('customers.person.staff')}</p>
        )}
        <ButtonLink small line href={`/studio/value/compare?a=${id}`}>
          {t('customers.person.compare')}
        </ButtonLink>
        {customer.role === 'customer' && (
          <p id="view-as-note" className="caption text-muted">
            {t('customers.person.viewAsNote', { minutes: VIEWING_MS / 60_000 })}
          </p>
        )}
      </div>
      {(!allowed || wouldBe) && (
        <div className="pb-8">
          <Notice kind="info" title={t(allowed ? 'customers.person.held' : 'customers.person.off')} />
        </div>
      )}
      <div className="studio-cols person-cols">
        <div>
          <Standing shopper={shopper} />
          <Stats shopper={shopper} value={value} />
        </div>
        <div>
          <Score shopper={shopper} value={value} />
          <Next shopper={shopper} value={value} worth={worth} />
        </div>
      </div>
      <div className="studio-cols person-cols">
        <div>
          <Offers view={offersView(shopper)} say={say} />
          <section className="part" aria-labelledby="taste">
            <h2 id="taste" className="display d28">
              {t('customers.taste.title')}
            </h2>
            {learned.length === 0 ? (
              <p className="text-muted">{t('customers.taste.none')}</p>
            ) : (
              <dl className="pairs">
                {learned.map(({ key, title, from }) => (
                  <div key={key}>
                    <dt>{title}</dt>
                    <dd className="caption">{t('customers.taste.from', { from })}</dd>
                  </div>
                ))}
              </dl>
            )}
          </section>
        </div>
        <Decisions decisions={decisions} say={say} />
      </div>
      <div className="studio-cols person-cols pb-28">
        <Timeline
          days={timelineDays(timeline.facts, { catalogue, say, timeZone: programme.timeZone })}
          newest={since ? `/studio/customers/${id}#timeline` : null}
          older={timeline.more && last ? olderAddress(id, last) : null}
          say={say}
        />
        <section className="part" aria-labelledby="looks">
          <h2 id="looks" className="display d28">
            {t('customers.looks.title')}
          </h2>
          <p className="caption text-muted">{t('customers.looks.note', { count: LISTED })}</p>
          <FactList
            items={looks.map(({ by, what, at }) => ({
              text: t(`customers.look.${what}`, { name: by }),
              at: say.stamp(at),
              dateTime: at.toISOString(),
            }))}
          />
        </section>
      </div>
    </>
  )
}
