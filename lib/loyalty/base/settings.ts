import { MINOR_PER_UNIT, roundMinor } from '@/lib/core/money'
import { parseProgramme, ProgrammeRefused } from '../programme'
import { benefitSchema, type LoyaltyProgram } from '../schema'

type Group = Record<string, unknown>

/** Settings that are amounts: given in currency units, kept in minor units. */
const AMOUNTS = /^(?:tiers\.\d+\.(?:threshold|keep)|points\.worth)$/
/** Settings that a programme may do without. */
const OPTIONAL = ['cycle', 'validity', 'points']
const ROLLING_DAYS = 365
const KINDS: readonly string[] = benefitSchema.options.map((option) => option.shape.kind.value)

const refused = (path: string, reason: string) => new ProgrammeRefused([{ path, reason }])

/**
 * The programme with some settings replaced, each given as "path=value"; the result is parsed as a whole, so that
 * settings that only fit together may come in any order.
 *
 * - The path names a setting as `schema.ts` does: `hold.days=30`, `window.kind=lifetime`, `cycle.downgrade=one-down`. A
 *   tier goes by its name, key or place (0 is the lowest), whatever the case of its letters: `tiers.Green.threshold=250`.
 *   A benefit goes by its kind or place: `tiers.Golden.benefits.percent-off.percent=12`; a tier that gives nothing of
 *   that kind is given it, a percentage on every order.
 * - Amounts (`threshold`, `keep`, `points.worth`) are in currency units, as decimals: 250 and 249.99.
 * - `cycle=null` takes a group away, `tiers.Green.keep=null` a setting; `cycle.months=12` makes the group, with its usual
 *   settings, where there is none. A value may also be JSON: `tiers.White.benefits=[]`.
 *
 * Pure. Throws `ProgrammeRefused` with path and reason for a path that leads nowhere, a value that does not fit and a
 * programme that cannot be run.
 */
export function withSettings(programme: LoyaltyProgram, settings: readonly string[]): LoyaltyProgram {
  const changed: Group = structuredClone(programme)
  for (const setting of settings) apply(changed, setting)
  return parseProgramme(changed)
}

/** `withSettings` with one. */
export const withSetting = (programme: LoyaltyProgram, setting: string): LoyaltyProgram =>
  withSettings(programme, [setting])

function apply(programme: Group, setting: string): void {
  const equals = setting.indexOf('=')
  const path = (equals < 0 ? setting : setting.slice(0, equals)).trim()
  if (equals < 0 || !path) throw refused(path, 'a setting is given as path=value, such as hold.days=30')
  const parts = partsOf(programme, path)
  const groups = parts.slice(0, -1)
  const last = parts.at(-1) ?? ''

  let group: Group = programme
  for (const part of groups) group = inside(group, part, path)
  const key = keyIn(group, last, path)
  const value = valueOf(setting.slice(equals + 1).trim(), group[key], [...groups, key].join('.'), path)
  if (value === undefined) delete group[key]
  else group[key] = value
  if (path === 'window.kind') fitWindow(group)
}

/** The path's parts, with a tier's name or key, dots included, as its place. */
function partsOf({ tiers }: Group, path: string): string[] {
  const known = Array.isArray(tiers) ? (tiers as Group[]) : [] // JSON may have put anything there
  const named = /^tiers\.(.+)$/.exec(path)?.[1]
  if (named === undefined) return path.split('.')
  const begins = (name: unknown) => `${named}.`.toLowerCase().startsWith(`${String(name).toLowerCase()}.`)
  const places = known.flatMap((tier, index) =>
    [tier.name, tier.key, index].filter(begins).map((name) => ({ index, length: String(name).length })),
  )
  const place = places.sort((a, b) => b.length - a.length)[0]
  if (!place) {
    const names = known.map(({ name }) => String(name)).join(', ')
    throw refused(path, `there is no such tier; there are ${names}`)
  }
  const rest = named.slice(place.length + 1)
  return ['tiers', String(place.index), ...(rest ? rest.split('.') : [])]
}

/** The group of settings that `part` names inside another one; made where a programme may do without it. */
function inside(group: Group, part: string, path: string): Group {
  const key = keyIn(group, part, path)
  if (OPTIONAL.includes(key) && !Array.isArray(group)) group[key] ??= {}
  const found = group[key]
  // A list is a group too, whose settings go by their place.
  if (typeof found === 'object' && found !== null) return found as Group
  throw refused(path, found === undefined ? `there is no setting "${part}"` : `"${part}" holds no settings of its own`)
}

function keyIn(group: Group, part: string, path: string): string {
  if (['__proto__', 'constructor', 'prototype', ''].includes(part)) throw refused(path, `there is no setting "${part}"`)
  if (!Array.isArray(group) || /^\d+$/.test(part)) return part
  const benefits = group as Group[]
  if (!KINDS.includes(part))
    throw refused(path, `a benefit goes by its place, from 0, or its kind: ${KINDS.join(', ')}`)
  const places = benefits.flatMap(({ kind }, index) => (kind === part ? [index] : []))
  if (places.length > 1) throw refused(path, `there is more than one "${part}": say its place, ${places.join(' or ')}`)
  if (places.length === 0) benefits.push({ kind: part, ...(part === 'percent-off' && { on: 'every-order' }) })
  return String(places[0] ?? benefits.length - 1)
}

/** What the text means there; undefined: that the setting goes. */
function valueOf(text: string, current: unknown, place: string, path: string): unknown {
  if (text === 'null' && !OPTIONAL.includes(place)) return undefined
  if (AMOUNTS.test(place)) {
    // As many digits as an amount holds exactly.
    if (/^-?\d{1,12}(?:\.\d{1,2})?$/.test(text)) return roundMinor(Number(text) * MINOR_PER_UNIT)
    throw refused(path, `"${text}" is no amount in currency units, such as 250 or 249.99`)
  }
  const json = parsed(text)
  return json === undefined || (typeof current === 'string' && typeof json !== 'string') ? text : json
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Only a rolling window has days. */
function fitWindow(window: Group): void {
  if (window.kind === 'rolling') window.days ??= ROLLING_DAYS
  else delete window.days
}
