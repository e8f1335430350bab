import { withSettings } from './base/settings'
import { isPresetName, PRESETS } from './presets'
import { ProgrammeRefused } from './programme'
import { prospect } from './prospect'
import type { LoyaltyProgram, MembershipFact, Redemption, Standing, Transaction } from './schema'
import { standingOf } from './standing'

// The examples of docs/loyalty.md, executed: facts, line by line, and what they come to.

export type Example = { section: string; line: number; text: string }
/** One statement of an example: what the page says, and what the fold says in the same words. */
export type Statement = { line: number; said: string; found: string }

/** Every fenced `loyalty` block of a page, with the rule (a third-level heading) that it stands under. */
export function examplesIn(page: string): { rules: string[]; examples: Example[] } {
  const rules: string[] = []
  const examples: Example[] = []
  let open: Example | null = null
  page.split('\n').forEach((text, i) => {
    if (text.startsWith('### ')) rules.push(text.slice(4))
    if (text === '```loyalty') open = { section: rules.at(-1) ?? '', line: i + 2, text: '' }
    else if (text === '```' && open) {
      examples.push(open)
      open = null
    } else if (open) open.text += `${text}\n`
  })
  return { rules, examples }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const moment = (day: string, time: string) =>
  new Date(DAY.test(day) ? `${day}T${time}Z` : `${day.replace(' ', 'T')}:00.000Z`)
/** A fact's day without a time is that day at noon; "as of" a day is the end of it. */
const at = (when: string) => moment(when, '12:00:00.000')
const endOf = (when: string) => moment(when, '23:59:59.999')
const minor = (amount: string) => Math.round(Number(amount.replaceAll(',', '')) * 100)
const money = (amount: number) =>
  (amount / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const day = (date: Date) => date.toISOString().slice(0, 10)

const FACT = /^(join|resign|confirm|buy|return|redeem) (\S+(?: \d\d:\d\d)?)(?: (\S+))?(?: (?:as|of|on) (\S+))?$/
const ASKED = /^(as of|cart) (\S+(?: \d\d:\d\d)?)(?: ([\d.,]*\d))?: (.+)$/

/** Executes an example. Throws for a line that it does not understand. */
export function run({ line: first, text }: Example): Statement[] {
  const facts = {
    memberships: [] as MembershipFact[],
    transactions: [] as Transaction[],
    redemptions: [] as Redemption[],
  }
  let programme: LoyaltyProgram = PRESETS.sorento
  const statements: Statement[] = []
  let refusal = ''
  text.split('\n').forEach((line, i) => {
    if (!line) return
    const state = (said: string, found: string) => statements.push({ line: first + i, said, found })
    if (line.startsWith('programme ')) {
      const [, name = '', ...settings] = line.split(' ')
      if (!isPresetName(name)) throw new Error(`line ${first + i}: no preset "${name}"`)
      try {
        programme = withSettings(PRESETS[name], settings)
      } catch (error) {
        if (!(error instanceof ProgrammeRefused)) throw error
        refusal = error.message
      }
      return
    }
    if (line.startsWith('refused ')) return state(line, `refused ${refusal}`)
    const fact = FACT.exec(line)
    if (fact) return remember(facts, fact, first + i)
    const asked = ASKED.exec(line)
    if (!asked) throw new Error(`line ${first + i} is no fact and no statement: ${line}`)
    const [, kind, when = '', amount = '', wanted = ''] = asked
    const said = wanted.split(', ')
    if (kind === 'cart') {
      const words = cartWords(prospect({ programme, ...facts, asOf: at(when), cartMerchandise: minor(amount) }))
      return said.forEach((each) => state(each, words.find((word) => word === each) ?? words.join(', ')))
    }
    const result = standingOf({ programme, ...facts, asOf: endOf(when) })
    const words = result.member ? standingWords(result.standing) : ['no member']
    said.forEach((each) => state(each, words.find((word) => word === each) ?? words.join(', ')))
  })
  return statements
}

function remember(
  facts: { memberships: MembershipFact[]; transactions: Transaction[]; redemptions: Redemption[] },
  [, kind = '', when = '', amount = '', id]: RegExpExecArray,
  line: number,
): void {
  if (kind === 'join' || kind === 'resign' || kind === 'confirm') {
    facts.memberships.push({ kind, at: at(when), reason: 'request', orderId: null })
  } else if (kind === 'buy') {
    facts.transactions.push({ kind: 'purchase', at: at(when), amount: minor(amount), orderId: id ?? `line-${line}` })
  } else if (kind === 'return') {
    facts.transactions.push({ kind: 'return', at: at(when), amount: minor(amount), orderId: id ?? null })
  } else {
    const points = Number(amount.replaceAll(',', ''))
    facts.redemptions.push({ orderId: id ?? `line-${line}`, at: at(when), points, back: [] })
  }
}

const name = (tier: { name: string } | null) => tier?.name ?? 'none'

/** All that can be said of a standing, in the words of the examples. */
function standingWords(standing: Standing): string[] {
  const { tier, next, keep, validity, points, reached } = standing
  return [
    `member since ${day(standing.memberSince)}`,
    `tier ${name(tier)}`,
    `tier number ${standing.tierNumber}`,
    `spend ${money(standing.qualifyingSpend)}`,
    `pending ${money(standing.pendingSpend)}`,
    next ? `${money(standing.amountToNext ?? 0)} to ${next.name}` : 'nothing above',
    ...(reached ? [`reached ${day(reached.at)} by ${reached.orderId ?? 'no order'}`] : []),
    standing.guardedUntil ? `guarded to ${day(standing.guardedUntil)}` : 'no guard',
    keep ? `keep ${keep.tier.name} with ${money(keep.amount)} by ${day(keep.by)}` : 'nothing to keep',
    ...(validity ? [`valid to ${day(validity.until)}`, `needs ${needWords(validity.needs)}`] : ['valid for life']),
    `points ${points.active}`,
    ...(['earned', 'pending', 'redeemed', 'expired', 'reversed'] as const).map(
      (each) => `points ${each} ${points[each]}`,
    ),
    `points to spend ${standing.spendablePoints}`,
    ...standing.history.map(
      ({ at: when, from, to, by }) => `changed ${day(when)} ${name(from)} to ${name(to)} by ${by}`,
    ),
    ...standing.changes.map(({ at: when, kind, amount, points: by, tier: moved }) =>
      [
        ...['coming', day(when), kind],
        ...(amount === 0 ? [] : [money(amount)]),
        ...(by === 0 ? [] : [`${by} points`]),
        ...(moved ? [`${name(moved.from)} to ${name(moved.to)}`] : []),
      ].join(' '),
    ),
    `${standing.history.length} changes so far`,
  ]
}

const needWords = ({ confirmation, transactions }: { confirmation: boolean; transactions: number }) =>
  [...(confirmation ? ['a confirmation'] : []), ...(transactions > 0 ? [`${transactions} purchase`] : [])].join(
    ' and ',
  ) || 'nothing'

function cartWords({ reachesTier, nudge, from, after }: ReturnType<typeof prospect>): string[] {
  return [
    ...(reachesTier ? [`reaches ${reachesTier.name}`] : []),
    ...(nudge ? [`${money(nudge.amount)} more to ${nudge.tier.name}`] : []),
    ...((reachesTier ?? nudge) ? [] : ['nothing to say']),
    from ? `counts from ${day(from)}` : 'counts at once',
    `spend ${money(after.qualifyingSpend)}`,
  ]
}
