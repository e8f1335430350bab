/** The languages in which shoppers are spoken to. */
export const LANGUAGES = ['en', 'pl'] as const
export type Language = (typeof LANGUAGES)[number]

/** Of each language, the locale that words, money and days are written in. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', pl: 'pl-PL' }

/** What each language calls itself: whoever looks for theirs may not read another. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', pl: 'Polski' }

export const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value)

/** "pl" of "pl-PL": what `lang` says of a page. English for what is none of ours. */
export function languageOf(locale: string): Language {
  const language = locale.split('-')[0]
  return isLanguage(language) ? language : 'en'
}

/** Whether an address is the house's own: the studio and the presenter's page are written in English only. */
export const inHouse = (url: string): boolean => /^\/(studio|demo)(?=[/?#]|$)/.test(url)
