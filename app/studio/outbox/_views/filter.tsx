import { FilterForm } from '@/components/studio/filter-form'
import type { Say } from '@/lib/experience/say'
import { EVERY_MESSAGE, outboxAddress, type OutboxFilter } from '@/lib/studio/outbox/filter'
import { outboxOptions } from '@/lib/studio/outbox/words'

/** Asks the outbox for some of its messages. */
export function OutboxFilterForm({ filter, say }: { filter: OutboxFilter; say: Say }) {
  const { t } = say
  const { statuses, reasons, causes } = outboxOptions(say)
  return (
    <FilterForm
      list={outboxAddress(EVERY_MESSAGE)}
      asked={outboxAddress(filter)}
      search={{ label: t('outbox.search'), hint: t('customers.filter.searchHint'), value: filter.search }}
      selects={[
        { name: 'status', label: t('outbox.statusHead'), options: statuses, value: filter.status },
        { name: 'reason', label: t('outbox.reasonHead'), options: reasons, value: filter.reason },
        { name: 'cause', label: t('outbox.causeHead'), options: causes, value: filter.cause },
      ]}
      words={{ submit: t('customers.filter.submit'), clear: t('outbox.everything') }}
    />
  )
}
