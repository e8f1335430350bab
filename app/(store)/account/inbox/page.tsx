import { redirect } from 'next/navigation'
import { InboxList } from '@/components/inbox'
import { Notice } from '@/components/notice'
import { PageHead } from '@/components/page-head'
import { valuesIn } from '@/lib/catalog/listing'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import { dismissAction } from '@/lib/messages/inbox/actions'
import { pageOf } from '@/lib/messages/inbox/paging'
import { readInbox } from '@/lib/messages/inbox/queries'
import { inboxLine, inboxPages } from '@/lib/messages/inbox/view'

export const generateMetadata = titled('inbox.title', { robots: { index: false } })

/** What the shop wrote to whoever is signed in: the same messages as its e-mails, newest first. */
export default async function InboxPage({ searchParams }: PageProps<'/account/inbox'>) {
  const [{ shopper, request }, params] = await Promise.all([readShopper(), searchParams])
  const { customer, say, now, unread } = shopper
  const { t } = say
  if (!customer) redirect('/sign-in?next=/account/inbox')
  const page = pageOf(valuesIn(params, 'page')[0])
  const { messages, total } = await readInbox(customer.id, { now, movedClock: request.movedClock, page })
  const putAway = valuesIn(params, 'said')[0] === 'dismissed'
  const { first, last, newer, older } = inboxPages(total, page)
  return (
    <>
      {putAway && <Notice kind="success" title={t('inbox.said.dismissed')} />}
      <PageHead title={t('inbox.title')} line={total > 0 ? t('inbox.unread', { count: unread }) : undefined} />
      {messages.length > 0 ? (
        <InboxList
          unreadWord={t('inbox.new')}
          mark={t('shop.name').charAt(0)}
          items={messages.map((message) => {
            const line = inboxLine(message, say)
            return {
              ...line,
              children: (
                <form action={dismissAction}>
                  <input type="hidden" name="id" value={line.id} />
                  <button className="close" aria-label={t('inbox.putAwayLabel', { title: line.title })}>
                    {t('inbox.putAway')}
                  </button>
                </form>
              ),
            }
          })}
        />
      ) : (
        <div className="grid max-w-[56ch] gap-4">
          <p className="display d28">{t('inbox.empty.title')}</p>
          <p className="text-muted">{t(putAway ? 'inbox.empty.away' : 'inbox.empty.text')}</p>
        </div>
      )}
      {(newer || older) && (
        <nav className="flex flex-wrap items-center gap-x-6 pt-6 caption" aria-label={t('inbox.pages')}>
          {messages.length > 0 && <p className="num text-muted">{t('inbox.from', { first, last, total })}</p>}
          {newer && (
            <a className="link alone" href={newer} rel="prev">
              {t('inbox.newer')}
            </a>
          )}
          {older && (
            <a className="link alone" href={older} rel="next">
              {t('inbox.older')}
            </a>
          )}
        </nav>
      )}
      <p className="pt-8">
        <a className="link alone caption" href="/account/letters">
          {t('inbox.preferences')}
        </a>
      </p>
    </>
  )
}
