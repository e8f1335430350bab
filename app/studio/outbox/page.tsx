import type { Metadata } from 'next'
import { Notice } from '@/components/notice'
import { PageHead } from '@/components/page-head'
import { Table } from '@/components/table'
import { translator } from '@/lib/core/messages'
import { sayIn } from '@/lib/experience/say'
import { currentProgramme } from '@/lib/loyalty/queries'
import { EVERY_MESSAGE, outboxAddress, outboxFilterOf, outboxTurnOf } from '@/lib/studio/outbox/filter'
import { readOutbox } from '@/lib/studio/outbox/list'
import { countWords, listedWords } from '@/lib/studio/outbox/words'
import { openStudio } from '../door'
import { OutboxFilterForm } from './_views/filter'

export async function generateMetadata(): Promise<Metadata> {
  const { request } = await openStudio()
  return { title: translator(request.market.locale)('outbox.title'), robots: { index: false } }
}

/** Every message that was decided, newest first: what it is, to whom, how it stands. */
export default async function OutboxPage({ searchParams }: PageProps<'/studio/outbox'>) {
  const [{ request }, params] = await Promise.all([openStudio(), searchParams])
  const [filter, turn] = [outboxFilterOf(params), outboxTurnOf(params)]
  const [programme, page] = await Promise.all([currentProgramme(request.now), readOutbox(filter, turn)])
  const say = sayIn(request.market.locale, programme.currency, programme.timeZone)
  const { t } = say
  const [first, last] = [page.messages[0], page.messages.at(-1)]
  return (
    <>
      <PageHead title={t('outbox.title')} line={t('outbox.line')} />
      <ul className="outbox-counts num" aria-label={t('outbox.counts')}>
        {countWords(page.counts, say).map(({ status, label, count }) => (
          <li key={status}>
            <a
              href={outboxAddress({ ...EVERY_MESSAGE, status })}
              aria-current={filter.status === status ? 'true' : undefined}
            >
              <span>{label}</span> <span className="text-muted">{count}</span>
            </a>
          </li>
        ))}
      </ul>
      <OutboxFilterForm filter={filter} say={say} />
      <section className="customers pb-28">
        <h2 className="sr-only">{t('outbox.table')}</h2>
        {page.tooMany && <Notice kind="info" title={t('outbox.tooMany')} />}
        {!page.tooMany && page.messages.length === 0 && <p className="text-muted">{t('outbox.none')}</p>}
        {page.messages.length > 0 && (
          <Table
            label={t('outbox.table')}
            columns={[
              { label: t('outbox.message') },
              { label: t('outbox.to'), desk: true },
              { label: t('outbox.causeHead'), desk: true },
              { label: t('outbox.statusHead') },
              { label: t('outbox.atHead'), right: true, desk: true, whole: true },
            ]}
            rows={page.messages.map((listed) => {
              const words = listedWords(listed, say)
              return {
                key: listed.id,
                cells: [
                  <div key="message">
                    <a className="link" href={`/studio/outbox/${listed.id}`}>
                      {words.title}
                    </a>
                    <p className="under">
                      {t('outbox.under', { name: listed.name, cause: words.cause, at: words.at })}
                    </p>
                    {words.moved && <p className="sub">{words.moved}</p>}
                  </div>,
                  listed.name,
                  words.cause,
                  <div key="status">
                    {words.status}
                    {words.marks && <p className="sub">{words.marks}</p>}
                  </div>,
                  words.at,
                ],
              }
            })}
          />
        )}
        {(turn || page.older) && (
          <nav className="flex flex-wrap gap-6 pt-6" aria-label={t('outbox.pages')}>
            {turn && (
              <a className="link alone caption" href={outboxAddress(filter)}>
                {t('outbox.newest')}
              </a>
            )}
            {page.newer && first && (
              <a className="link alone caption" href={outboxAddress(filter, { to: 'newer', seq: first.seq })}>
                {t('outbox.newer')}
              </a>
            )}
            {page.older && last && (
              <a className="link alone caption" href={outboxAddress(filter, { to: 'older', seq: last.seq })}>
                {t('outbox.older')}
              </a>
            )}
          </nav>
        )}
      </section>
    </>
  )
}
