import { notFound, redirect } from 'next/navigation'
import { Button } from '@/components/button'
import { FactList } from '@/components/fact-list'
import { Message } from '@/components/message'
import { Notice } from '@/components/notice'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import { whyWords } from '@/lib/messages/content/why'
import { dismissAction } from '@/lib/messages/inbox/actions'
import { openMessage } from '@/lib/messages/inbox/open-message'
import { messageView } from '@/lib/messages/inbox/view'
import { Cards } from '../../../_views/cards'

export const generateMetadata = titled('inbox.title', { robots: { index: false } })

/** One message: what its e-mail says, and why it came. Only its own customer's; to open it is to have read it. */
export default async function MessagePage({ params }: PageProps<'/account/inbox/[id]'>) {
  const [{ shopper }, { id }] = await Promise.all([readShopper(), params])
  const { t } = shopper.say
  if (!shopper.customer) redirect(`/sign-in?next=${encodeURIComponent(`/account/inbox/${id}`)}`)
  const opened = await openMessage(id)
  if (!opened) notFound()
  const { message } = opened
  const { cards, ...view } = messageView(message, shopper)
  const why = whyWords(message.why, shopper.say)
  return (
    <>
      <p className="pb-4">
        <a className="link alone caption" href="/account/inbox">
          {t('inbox.back')}
        </a>
      </p>
      {message.dismissed && <Notice kind="info" title={t('inbox.away')} />}
      <Message {...view} cards={cards.length > 0 && <Cards cards={cards} place="mini" />} />
      <section className="part">
        <h2 className="display d28">{t('inbox.why')}</h2>
        {why.length > 0 ? (
          <div className="max-w-[56ch]">
            <FactList closed items={why.map((text) => ({ text }))} />
          </div>
        ) : (
          <p className="text-muted">{t('inbox.why.none')}</p>
        )}
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          {!message.dismissed && (
            <form action={dismissAction}>
              <input type="hidden" name="id" value={message.id} />
              <Button line small>
                {t('inbox.putAway')}
              </Button>
            </form>
          )}
          <a className="link alone caption" href="/account/letters">
            {t('inbox.preferences')}
          </a>
        </div>
      </section>
    </>
  )
}
