export type LanguageSwitchProps = {
  label: string
  /** Each in its own words. */
  languages: readonly { value: string; name: string; current: boolean }[]
  action: (form: FormData) => Promise<void>
}

/** In which language the shop is read. A plain form: it works without a script, and stays on the page. */
export function LanguageSwitch({ label, languages, action }: LanguageSwitchProps) {
  return (
    <form action={action} className="languages" aria-label={label}>
      {languages.map(({ value, name, current }) =>
        current ? (
          <span key={value} lang={value} aria-current="true">
            {name}
          </span>
        ) : (
          <button key={value} lang={value} name="language" value={value} className="link alone">
            {name}
          </button>
        ),
      )}
    </form>
  )
}
