import 'server-only'
import { db } from '@/lib/core/db'
import { MESSAGE_KINDS, takes } from '@/lib/shopper/letters'
import { consentOf, marketOf } from '@/lib/shopper/market'
import type { Say } from '@/lib/experience/say'
import { readLetterChoices } from './letters'

/** What the page of e-mail settings shows, in finished words. */
export type LettersView = {
  kinds: { kind: string; name: string; text: string; on: boolean; said: string }[]
  /** Their address came back for good: since when. Null where it did not. */
  refused: { title: string; text: string } | null
}

/** What somebody takes, kind by kind, and when and where they said so; where they did not, what their rule makes of it. */
export async function readLetters({ id, email }: { id: string; email: string }, say: Say): Promise<LettersView> {
  const { t } = say
  const [said, customer] = await Promise.all([
    readLetterChoices(id),
    db.customer.findUniqueOrThrow({ where: { id }, select: { country: true, consentRule: true, refusal: true } }),
  ])
  const { country, refusal } = customer
  const consent = consentOf(customer)
  const choices = Object.fromEntries([...said].map(([kind, { choice }]) => [kind, choice]))
  // No country, or one with another rule: where nobody could tell where the account was opened.
  const unsaid =
    country === null || marketOf(country).consent !== consent
      ? t(consent === 'opt-in' ? 'letters.unsaid.unplacedNo' : 'letters.unsaid.unplacedYes')
      : t(consent === 'opt-in' ? 'letters.unsaid.optIn' : 'letters.unsaid.optOut', { country: say.country(country) })
  return {
    kinds: MESSAGE_KINDS.map((kind) => {
      const last = said.get(kind)
      return {
        kind,
        name: t(`letters.kind.${kind}`),
        text: t(`letters.kind.${kind}.text`),
        on: takes(kind, choices, consent),
        said: last ? t(`letters.said.${last.choice}.${last.source}`, { date: say.date(last.at) }) : unsaid,
      }
    }),
    refused: refusal && {
      title: t('letters.refused', { email }),
      text: t('letters.refused.text', { date: say.date(refusal.at) }),
    },
  }
}
