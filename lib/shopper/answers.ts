import { LANGUAGES } from './language'

/** What the account asks, of one's own accord. */
export const QUESTIONS = ['birthday-month', 'time-zone', 'language'] as const
export type Question = (typeof QUESTIONS)[number]

/** What somebody answered; what they did not, or took back, is missing. */
export type Answers = Readonly<Partial<Record<Question, string>>>

/** "1" to "12". No day and no year: a month is all that a gesture needs. */
export const BIRTHDAY_MONTHS = Array.from({ length: 12 }, (_, i) => String(i + 1))

/** What time zones were called before the IANA database renamed them: runtimes still list these names. */
const RENAMED: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

const isKnown = (timeZone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}

/** What a time zone is called today, as far as this runtime knows the name. */
export function currentZone(name: string): string {
  const current = RENAMED[name]
  return current !== undefined && isKnown(current) ? current : name
}

const LISTED = [...Intl.supportedValuesOf('timeZone'), 'UTC']

/** The time zones of the IANA database under the names of today; by name. */
export const TIME_ZONES: readonly string[] = [...new Set(LISTED.map(currentZone))].sort()

const CHOICES: Readonly<Record<Question, ReadonlySet<string>>> = {
  'birthday-month': new Set(BIRTHDAY_MONTHS),
  // An older name is the same zone: who answered with it need not answer again.
  'time-zone': new Set([...LISTED, ...TIME_ZONES]),
  language: new Set(LANGUAGES),
}

/** Whether an answer is one that its question has: anything else is asked again. */
export const isAnswer = (question: Question, value: string): boolean => CHOICES[question].has(value)
