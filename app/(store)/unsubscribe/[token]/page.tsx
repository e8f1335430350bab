import { Button } from '@/components/button'
import { EmptyState } from '@/components/empty-state'
import { Notice } from '@/components/notice'
import { valuesIn } from '@/lib/catalog/listing'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import { unsubscribeAction } from '@/lib/messages/unsubscribe/actions'
import { readUnsubscribe } from '@/lib/messages/unsubscribe/unsubscribe'

// No search engine, and no address told to other sites: who has it may say no. "no-referrer" would make the page's own forms
// come from nowhere, which proxy.ts refuses.
export const generateMetadata = titled('unsubscribe.title', {
  robots: { index: false, follow: false },
  referrer: 'same-origin',
})

/**
 * Where the link at a letter's foot leads people; the same address takes a mail client's one click (proxy.ts). Looking
 * changes nothing, for mail scanners look at every link. It names the kind of message, and nothing of whose it is.
 */
export default async function UnsubscribePage({ params, searchParams }: PageProps<'/unsubscribe/[token]'>) {
  const [{ token }, { shopper }, query] = await Promise.all([params, readShopper(), searchParams])
  const { t } = shopper.say
  const link = await readUnsubscribe(token)
  if (!link) {
    const home = { href: '/', label: t('notFound.home') }
    return <EmptyState title={t('unsubscribe.gone')} text={t('unsubscribe.gone.text')} link={home} />
  }
  const kind = t(`letters.kind.${link.kind}`)
  const offered = [
    ...(link.on ? ([['kind', t('unsubscribe.button', { kind })]] as const) : []),
    ...(link.on || link.others ? ([['all', t('unsubscribe.all')]] as const) : []),
    ...(link.undo ? ([['again', t('unsubscribe.again')]] as const) : []),
  ]
  const done = t(link.others ? 'unsubscribe.done' : 'unsubscribe.doneAll', { kind })
  return (
    <div className="wrap">
      <div className="narrow">
        {valuesIn(query, 'problem')[0] === 'failed' && <Notice kind="error" title={t('checkout.failed')} />}
        <h1 className="display d40">{link.on ? t('unsubscribe.title') : done}</h1>
        <p>{link.on ? t('unsubscribe.line', { kind }) : t('unsubscribe.done.text')}</p>
        <form action={unsubscribeAction} className="grid justify-items-start gap-4">
          <input type="hidden" name="token" value={token} />
          {offered.map(([what, label]) => (
            <Button key={what} name="what" value={what} line={what !== 'kind'}>
              {label}
            </Button>
          ))}
        </form>
        <p className="caption text-muted">{t('unsubscribe.all.text')}</p>
        <p className="caption">
          <a className="link" href="/account/letters">
            {t('unsubscribe.settings')}
          </a>
        </p>
      </div>
    </div>
  )
}
