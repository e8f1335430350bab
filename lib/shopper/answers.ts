/** What the account asks, of one's own accord. */
export const QUESTIONS = ['birthday-month', 'time-zone', 'language'] as const
export type Question = (typeof QUESTIONS)[number]

/** What somebody answered; what they did not, or took back, is missing. */
export type Answers = Readonly<Partial<Record<Question, string>>>
