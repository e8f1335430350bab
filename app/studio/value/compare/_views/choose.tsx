import type { Say } from '@/lib/experience/say'
import { OFFERED, type Compared } from '@/lib/studio/value/compared'
import type { Listed } from '@/lib/studio/customers/list'

type ChooseProps = {
  place: 'a' | 'b'
  /** Who was chosen. */
  person: Compared | null
  /** The other place, and who stands there. */
  other: { place: 'a' | 'b'; id: string | null }
  search: string
  found: readonly Listed[]
  problem: string | null
  say: Say
}

/** One of the two places: who stands there, or a search and whom it finds. */
export function Choose({ place, person, other, search, found, problem, say: { t } }: ChooseProps) {
  const title = t(place === 'a' ? 'valueStudio.compare.first' : 'valueStudio.compare.second')
  const address = (id: string | null) => {
    const both = new URLSearchParams(other.id ? { [other.place]: other.id } : {})
    if (id) both.set(place, id)
    return both.size > 0 ? `/studio/value/compare?${both}` : '/studio/value/compare'
  }
  if (person) {
    return (
      <section>
        <h2 className="caption text-muted">{title}</h2>
        <p className="display d28">{person.name}</p>
        <p>
          <a className="link alone caption" href={address(null)}>
            {t('valueStudio.compare.change')}
          </a>
        </p>
      </section>
    )
  }
  const field = `find-${place}`
  return (
    <section>
      <form action="/studio/value/compare" className="grid gap-2">
        {other.id && <input type="hidden" name={other.place} value={other.id} />}
        <div className="field">
          <label htmlFor={field}>{title}</label>
          <input
            id={field}
            name={field}
            type="search"
            className="input"
            defaultValue={search}
            maxLength={80}
            autoComplete="off"
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? `${field}-hint ${field}-error` : `${field}-hint`}
          />
          <p className="hint" id={`${field}-hint`}>
            {t('valueStudio.compare.hint')}
          </p>
          {problem && (
            <p className="wrong" id={`${field}-error`}>
              {problem}
            </p>
          )}
        </div>
        <div>
          <button className="btn line">{t('valueStudio.compare.search')}</button>
        </div>
      </form>
      {search !== '' && found.length === 0 && (
        <p className="caption text-muted" role="status">
          {t('valueStudio.compare.nobody', { search })}
        </p>
      )}
      {found.length > 0 && (
        <ul className="lines">
          {found.map(({ id, name, email, reference }) => (
            <li key={id}>
              <a className="link alone caption" href={address(id)}>
                {name}
              </a>
              <p className="caption text-muted">{email ?? reference ?? t('customers.nameless')}</p>
            </li>
          ))}
        </ul>
      )}
      {found.length === OFFERED && (
        <p className="caption text-muted">{t('valueStudio.compare.some', { count: OFFERED })}</p>
      )}
    </section>
  )
}
