import type { BaseValue, CustomerValue } from '@/lib/value/schema'
import { plain } from '../shopper.fixture'
import type { Shopper } from '../schema'
import { decideRelation } from './decide'
import type { RelationBlock, RelationPlace } from './schema'

// What the tests of the relational block share: its words as somebody would read them out, line by line.

/** The block that is shown; a promise in its place is a fault of the test. */
export function blockOf(shopper: Shopper, place: RelationPlace = 'home'): RelationBlock {
  const { value } = decideRelation(shopper, place)
  if (value.kind !== 'relation') throw new Error('a promise stands in its place')
  return value
}

/** Everything that stands there, one phrase a line, in the order of the page. */
export function toldBy(
  shopper: Shopper,
  place: RelationPlace = 'home',
  placed: Shopper['orders'][number] | null = null,
) {
  const { arm, value } = decideRelation(shopper, place, placed)
  const lines =
    value.kind === 'promise'
      ? value.promises.flatMap(({ title, text, link }) => [`+ ${title}`, text ?? '', link ? `> ${link.text}` : ''])
      : [
          value.lead ?? '',
          `# ${value.title}`,
          ...value.lines,
          ...value.figures.map(({ figure, label }) => `| ${figure} ${label}`),
          value.next ? `= ${[value.next.title, value.next.line].filter(Boolean).join(': ')}` : '',
          `> ${value.link.label}`,
        ]
  return [`[${arm}]`, ...lines].filter(Boolean).map(plain).join('\n')
}

/** The same person, whose value is judged otherwise. */
export const valued = (shopper: Shopper, value: Partial<CustomerValue>, base?: Partial<BaseValue>): Shopper => {
  if (!shopper.value) throw new Error('nobody has no value')
  return {
    ...shopper,
    value: { ...shopper.value, ...value },
    base: base ? { ...BASE, ...base } : shopper.base,
  }
}

const BASE: BaseValue = {
  ...{ asOf: new Date('2026-11-20T00:00:00Z'), customers: 100, active: 60, weights: [{ until: 52, weight: 1 }] },
  ...{ vip: { by: 'score', share: 0.05 }, vipCutOff: 100, band: [], percentiles: [], bgNbd: null, gammaGamma: null },
}
