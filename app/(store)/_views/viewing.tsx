import { ViewingBar } from '@/components/studio/viewing-bar'
import { translator } from '@/lib/core/messages'
import { wasRefused } from '@/lib/flows/viewing-words'
import { LOCALES } from '@/lib/shopper/language'
import type { RequestContext } from '@/lib/shopper/request'
import { stopViewingAction } from '@/lib/studio/customers/actions'

/** As whom staff sees the shop, and the way back; nothing for everybody else. Staff reads English. */
export function Viewing({ viewing, url }: Pick<RequestContext, 'viewing' | 'url'>) {
  if (!viewing) return null
  const t = translator(LOCALES.en)
  const isOver = viewing === 'ended'
  return (
    <ViewingBar
      label={t('viewing.label')}
      text={isOver ? t('viewing.ended') : t('viewing.as', { name: viewing.name })}
      refused={wasRefused(url) ? t(isOver ? 'viewing.refusedEnded' : 'viewing.refused') : undefined}
      stop={{
        action: stopViewingAction,
        customer: isOver ? '' : viewing.customerId,
        label: t(isOver ? 'viewing.goOn' : 'viewing.stop'),
      }}
    />
  )
}
