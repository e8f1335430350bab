import { Button } from '@/components/button'
import { SelectField, TextField } from '@/components/form/field'
import type { Say } from '@/lib/experience/say'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { listAddress, NO_FILTER, type Filter } from '@/lib/studio/customers/filter'
import { filterOptions } from '@/lib/studio/customers/list-words'

/** Asks the list for some of its customers: a form whose answer is an address. */
export function CustomerFilter({ filter, programme, say }: { filter: Filter; programme: LoyaltyProgram; say: Say }) {
  const { t } = say
  const { segments, tiers, trends } = filterOptions(programme, say)
  return (
    <form action="/studio/customers" role="search" className="customer-filter" key={listAddress(filter)}>
      <div className="search">
        <TextField
          id="q"
          name="q"
          type="search"
          label={t('customers.filter.search')}
          hint={t('customers.filter.searchHint')}
          defaultValue={filter.search}
          maxLength={80}
        />
      </div>
      <SelectField
        id="segment"
        name="segment"
        label={t('customers.filter.segment')}
        options={segments}
        defaultValue={filter.segment ?? ''}
      />
      <SelectField
        id="tier"
        name="tier"
        label={t('customers.filter.tier')}
        options={tiers}
        defaultValue={filter.tier ?? ''}
      />
      <SelectField
        id="trend"
        name="trend"
        label={t('customers.filter.trend')}
        options={trends}
        defaultValue={filter.trend ?? ''}
      />
      <label className="risk">
        <input type="checkbox" name="risk" value="1" defaultChecked={filter.atRisk} />
        {t('customers.filter.onlyRisk')}
      </label>
      <div className="acts">
        <Button small>{t('customers.filter.submit')}</Button>
        {listAddress(filter) !== listAddress(NO_FILTER) && (
          <a className="link alone caption" href={listAddress(NO_FILTER)}>
            {t('customers.filter.clear')}
          </a>
        )}
      </div>
    </form>
  )
}
