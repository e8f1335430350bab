import { Button } from '@/components/button'
import { SelectField, TextField } from '@/components/form/field'
import type { Say } from '@/lib/experience/say'
import { EVERY_MESSAGE, outboxAddress, type OutboxFilter } from '@/lib/studio/outbox/filter'
import { outboxOptions } from '@/lib/studio/outbox/words'

/** Asks the outbox for some of its messages: a form whose answer is an address. */
export function OutboxFilterForm({ filter, say }: { filter: OutboxFilter; say: Say }) {
  const { t } = say
  const { statuses, reasons, causes } = outboxOptions(say)
  const fields = [
    { name: 'status', label: t('outbox.statusHead'), options: statuses, value: filter.status },
    { name: 'reason', label: t('outbox.reasonHead'), options: reasons, value: filter.reason },
    { name: 'cause', label: t('outbox.causeHead'), options: causes, value: filter.cause },
  ]
  return (
    <form action="/studio/outbox" role="search" className="customer-filter" key={outboxAddress(filter)}>
      <div className="search">
        <TextField
          id="q"
          name="q"
          type="search"
          label={t('outbox.search')}
          hint={t('customers.filter.searchHint')}
          defaultValue={filter.search}
          maxLength={80}
        />
      </div>
      {fields.map(({ name, label, options, value }) => (
        <SelectField key={name} id={name} name={name} label={label} options={options} defaultValue={value ?? ''} />
      ))}
      <div className="acts">
        <Button small>{t('customers.filter.submit')}</Button>
        {outboxAddress(filter) !== outboxAddress(EVERY_MESSAGE) && (
          <a className="link alone caption" href={outboxAddress(EVERY_MESSAGE)}>
            {t('outbox.everything')}
          </a>
        )}
      </div>
    </form>
  )
}
