import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { Table } from '@/components/table'
import { translator } from '@/lib/core/messages'
import { sayIn } from '@/lib/experience/say'
import { currentProgramme } from '@/lib/loyalty/queries'
import { filterOf, listAddress, turnOf, type Turn } from '@/lib/studio/customers/filter'
import { readCustomers, type Listed } from '@/lib/studio/customers/list'
import { countWords, listedWords } from '@/lib/studio/customers/list-words'
import { openStudio } from '../door'
import { CustomerFilter } from './_views/filter'

export async function generateMetadata(): Promise<Metadata> {
  const { request } = await openStudio()
  return { title: translator(request.market.locale)('customers.title'), robots: { index: false } }
}

/** All customers by value, as the newest batch found them: searched, filtered, page by page. */
export default async function CustomersPage({ searchParams }: PageProps<'/studio/customers'>) {
  const [{ request }, params] = await Promise.all([openStudio(), searchParams])
  const [filter, turn] = [filterOf(params), turnOf(params)]
  const { now, market } = request
  const [programme, page] = await Promise.all([currentProgramme(now), readCustomers(now, filter, turn)])
  const say = sayIn(market.locale, programme.currency, programme.timeZone)
  const { t } = say
  if (!page) {
    return (
      <>
        <PageHead title={t('customers.title')} />
        <section className="part pb-28">
          <h2 className="display d28">{t('customers.noRun')}</h2>
          <p className="max-w-[56ch]">{t('customers.noRunText', { date: say.stamp(now) })}</p>
        </section>
      </>
    )
  }
  const turned = (to: Turn['to'], row: Listed | undefined): string | null =>
    row ? listAddress(filter, { to, score: row.score, id: row.id }) : null
  const previous = page.before ? turned('before', page.customers[0]) : null
  const next = page.after ? turned('after', page.customers.at(-1)) : null
  return (
    <>
      <PageHead title={t('customers.title')} line={t('customers.line', { date: say.stamp(page.asOf) })} />
      <CustomerFilter filter={filter} programme={programme} say={say} />
      <section className="customers pb-28">
        <h2 className="caption num pb-4 text-muted">{countWords(page, say)}</h2>
        {page.customers.length === 0 ? (
          <p className="text-muted">{t('customers.none')}</p>
        ) : (
          <Table
            label={t('customers.table')}
            columns={[
              { label: t('customers.rank'), desk: true, whole: true },
              { label: t('customers.name') },
              { label: t('customers.segment'), desk: true },
              { label: t('customers.tier'), desk: true },
              { label: t('customers.score'), right: true },
              { label: t('customers.orders'), right: true, desk: true },
              { label: t('customers.spend'), right: true, whole: true },
              { label: t('customers.last'), right: true, desk: true, whole: true },
              { label: t('customers.expected'), right: true, desk: true },
            ]}
            rows={page.customers.map((listed) => {
              const words = listedWords(listed, programme, say)
              return {
                key: listed.id,
                cells: [
                  words.rank,
                  <div key="name">
                    <a className="link" href={`/studio/customers/${listed.id}`}>
                      {words.name}
                    </a>
                    <p className="sub">{words.knownBy}</p>
                    <p className="under">{words.under}</p>
                  </div>,
                  <div key="segment">
                    {words.segment}
                    {words.atRisk && <p className="sub">{words.atRisk}</p>}
                  </div>,
                  words.tier,
                  <div key="score">
                    {words.score}
                    <p className="sub">{words.trend}</p>
                  </div>,
                  words.orders,
                  words.spend,
                  words.last,
                  words.expected,
                ],
              }
            })}
          />
        )}
        {(turn || next) && (
          <nav className="flex gap-6 pt-6" aria-label={t('customers.pages')}>
            {turn && (
              <a className="link alone caption" href={listAddress(filter)}>
                {t('customers.first')}
              </a>
            )}
            {previous && (
              <a className="link alone caption" href={previous}>
                {t('customers.previous')}
              </a>
            )}
            {next && (
              <a className="link alone caption" href={next}>
                {t('customers.next')}
              </a>
            )}
          </nav>
        )}
      </section>
    </>
  )
}
