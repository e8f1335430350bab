import { Button } from '@/components/button'
import { Notice } from '@/components/notice'
import { runMessagesAction } from '@/lib/demo/actions'
import { toldCauses } from '@/lib/demo/told'
import type { Shopper } from '@/lib/experience/schema'
import { explainMessages } from '@/lib/messages/run/explain'

/** What the shop writes to whoever this browser is, and why it does not write the rest. */
export async function Messages({ shopper, moved, ran }: { shopper: Shopper; moved: boolean; ran: boolean }) {
  const { customer, say, now, unread } = shopper
  const { t } = say
  const staff = customer?.role === 'staff'
  const explained = customer && !staff ? await explainMessages(customer.id, now, { movedClock: moved }) : null
  const causes = explained && toldCauses(explained, shopper)
  const name = customer?.firstName ?? ''
  return (
    <section className="grid gap-4" id="messages">
      <h2 className="display d28">{t('demo.messages')}</h2>
      {ran && customer && <Notice kind="success" title={t('demo.messages.ran', { name })} />}
      <p className="caption text-muted">
        {causes ? t('demo.messages.text', { name }) : t(staff ? 'demo.messages.staff' : 'demo.messages.nobody')}
      </p>
      {causes && (
        <>
          <form action={runMessagesAction}>
            <Button line full>
              {t('demo.messages.run', { name })}
            </Button>
          </form>
          <p className="flex flex-wrap gap-x-6">
            <a className="link alone caption" href="/account/inbox">
              {t('demo.messages.inbox', { unread })}
            </a>
            <a className="link alone caption" href="/studio/outbox">
              {t('demo.messages.outbox')}
            </a>
          </p>
          <ul>
            {causes.told.map(({ cause, verdict, why }) => (
              <li key={`${cause} ${verdict} ${why.join()}`} className="person">
                <div>
                  <h3 className="name">{cause}</h3>
                  <p>{verdict}</p>
                  {why.map((line) => (
                    <p key={line} className="text-muted">
                      {line}
                    </p>
                  ))}
                </div>
              </li>
            ))}
          </ul>
          {causes.without.length > 0 && (
            <p className="caption text-muted">{t('demo.messages.without', { causes: say.list(causes.without) })}</p>
          )}
        </>
      )}
    </section>
  )
}
