import { OptionLink } from './option-link'
import type { FacetBarProps } from './types'
import { Sheet } from '@/components/sheet'

const FORM = 'filter-form'

/** All facets in one GET form: nothing changes until "Show", and it works without a script. */
export function FilterSheet({ action, groups, sort, keep = {}, clear, words }: FacetBarProps) {
  const sorted = sort.options.find((option) => option.selected)
  return (
    <Sheet
      id="filter"
      title={words.filter}
      close={words.close}
      footer={
        <>
          <button className="btn full" form={FORM}>
            <span className="before">{words.show}</span>
            <span className="after">{words.showChanged}</span>
          </button>
          <a className="btn line full" href={clear.href}>
            {clear.label}
          </a>
        </>
      }
    >
      <form id={FORM} action={action} className="filter-form">
        {groups.map((group) => (
          <fieldset key={group.name} className="opts">
            <legend>{group.label}</legend>
            {group.options.map((option) => (
              <label key={option.value} className="opt">
                <input
                  type={group.single ? 'radio' : 'checkbox'}
                  name={group.name}
                  value={option.value}
                  defaultChecked={option.selected}
                  disabled={option.disabled}
                />
                {option.label}
                {option.count && <span className="n num">{option.count}</span>}
              </label>
            ))}
          </fieldset>
        ))}
        {sorted && <input type="hidden" name={sort.name} value={sorted.value} />}
        {Object.entries(keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </form>
    </Sheet>
  )
}

export function SortSheet({ sort, close }: Pick<FacetBarProps, 'sort'> & { close: string }) {
  return (
    <Sheet id="sort" title={sort.label} close={close}>
      <ul>
        {sort.options.map((option) => (
          <li key={option.value}>
            <OptionLink option={option} round />
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
