import { Button } from '@/components/button'
import { Notice } from '@/components/notice'
import { runMessagesAction } from '@/lib/demo/actions'
import { toldCauses, type ToldCause } from '@/lib/demo/told'
import { ranWords } from '@/lib/demo/ran'
import type { Shopper } from '@/lib/experience/schema'
import { explainMessages } from '@/lib/messages/run/explain'
import { StaffLink } from './staff-link'

type Params = Readonly<Record<string, string | string[] | undefined>>

/** What the shop writes to whoever this browser is, and why it does not write the rest. */
export async function Messages({ shopper, moved, params }: { shopper: Shopper; moved: boolean; params: Params }) {
  const { customer, say, now, unread } = shopper
  const { t } = say
  const staff = customer?.role === 'staff'
  const explained = customer && !staff ? await explainMessages(customer.id, now, { movedClock: moved }) : null
  const causes = explained && toldCauses(explained, shopper)
  const name = customer?.firstName ?? ''
  const ran = ranWords(params, name, say)
  return (
    <section className="grid gap-4" id="messages">
      <h2 className="display d28">{t('demo.messages')}</h2>
      {ran && customer && <Notice {...ran} />}
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
          <div className="flex flex-wrap gap-x-6">
            <a className="link alone caption" href="/account/inbox">
              {t('demo.messages.inbox', { unread })}
            </a>
            <StaffLink page="outbox" staff={false} label={t('demo.messages.outbox')} />
          </div>
          <Causes causes={causes.told} />
          {causes.late.length > 0 && (
            <details>
              <summary className="link alone caption">{t('demo.messages.past', { count: causes.late.length })}</summary>
              <Causes causes={causes.late} />
            </details>
          )}
          {causes.without.length > 0 && (
            <p className="caption text-muted">{t('demo.messages.without', { causes: say.list(causes.without) })}</p>
          )}
        </>
      )}
    </section>
  )
}

function Causes({ causes }: { causes: readonly ToldCause[] }) {
  return (
    <ul>
      {causes.map(({ cause, verdict, why }) => (
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
  )
}
