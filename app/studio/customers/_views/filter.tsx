import { FilterForm } from '@/components/studio/filter-form'
import type { Say } from '@/lib/experience/say'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { listAddress, NO_FILTER, type Filter } from '@/lib/studio/customers/filter'
import { filterOptions } from '@/lib/studio/customers/list-words'

/** Asks the list for some of its customers. */
export function CustomerFilter({ filter, programme, say }: { filter: Filter; programme: LoyaltyProgram; say: Say }) {
  const { t } = say
  const { segments, tiers, trends } = filterOptions(programme, say)
  return (
    <FilterForm
      list={listAddress(NO_FILTER)}
      asked={listAddress(filter)}
      search={{ label: t('customers.filter.search'), hint: t('customers.filter.searchHint'), value: filter.search }}
      selects={[
        { name: 'segment', label: t('customers.filter.segment'), options: segments, value: filter.segment },
        { name: 'tier', label: t('customers.filter.tier'), options: tiers, value: filter.tier },
        { name: 'trend', label: t('customers.filter.trend'), options: trends, value: filter.trend },
      ]}
      words={{ submit: t('customers.filter.submit'), clear: t('customers.filter.clear') }}
    >
      <label className="risk">
        <input type="checkbox" name="risk" value="1" defaultChecked={filter.atRisk} />
        {t('customers.filter.onlyRisk')}
      </label>
    </FilterForm>
  )
}
