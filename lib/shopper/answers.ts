import { LANGUAGES } from './language'

/** What the account asks, of one's own accord. */
export const QUESTIONS = ['birthday-month', 'time-zone', 'language'] as const
export type Question = (typeof QUESTIONS)[number]

/** What somebody answered; what they did not, or took back, is missing. */
export type Answers = Readonly<Partial<Record<Question, string>>>

/** "1" to "12". No day and no year: a month is all that a gesture needs. */
export const BIRTHDAY_MONTHS = Array.from({ length: 12 }, (_, i) => String(i + 1))

/** The time zones of the IANA database, as this runtime names them; by name. */
export const TIME_ZONES: readonly string[] = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])].sort()

const CHOICES: Readonly<Record<Question, ReadonlySet<string>>> = {
  'birthday-month': new Set(BIRTHDAY_MONTHS),
  'time-zone': new Set(TIME_ZONES),
  language: new Set(LANGUAGES),
}

/** Whether an answer is one that its question has: anything else is asked again. */
export const isAnswer = (question: Question, value: string): boolean => CHOICES[question].has(value)
