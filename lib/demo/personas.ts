import type { PresetName } from '@/lib/loyalty/presets'

/** Who a presenter can become. `newcomer` has no account: becoming one starts the browser afresh. */
export type Persona = {
  key: 'newcomer' | 'vera' | 'helena' | 'maren' | 'ines' | 'claire' | 'sigrid' | 'staff'
  /** The seeded customer's id; null for the newcomer, who is nobody yet. */
  id: string | null
  name: string
  /** Lower case, as accounts keep it; null for the newcomer. */
  email: string | null
  role: 'customer' | 'staff'
  /** What is true of them as of SEED_NOW, in one line, in the house's own programme. */
  line: string
  /** The same in another programme, where it is not. */
  lines?: Partial<Record<PresetName, string>>
}

/**
 * The demo's people. Ids are fixed, so that "become one of these" can be checked against this list and nothing else.
 * Their pasts are written by `prisma/seed/personas`, exact to the day as of SEED_NOW, for each programme its own.
 */
export const PERSONAS = [
  {
    key: 'newcomer',
    id: null,
    name: 'A newcomer',
    email: null,
    role: 'customer',
    line: 'No history, no account',
  },
  {
    key: 'vera',
    id: '5e0a0001-0000-4000-8000-000000000001',
    name: 'Vera',
    email: 'vera@example.com',
    role: 'customer',
    line: 'Bronze, bought a dress 9 days ago',
    lines: { classic: 'Golden, bought a dress 9 days ago' },
  },
  {
    key: 'helena',
    id: '5e0a0001-0000-4000-8000-000000000002',
    name: 'Helena',
    email: 'helena@example.com',
    role: 'customer',
    line: '47 orders over three years',
  },
  {
    key: 'maren',
    id: '5e0a0001-0000-4000-8000-000000000003',
    name: 'Maren',
    email: 'maren@example.com',
    role: 'customer',
    line: '$180.00 below Silver',
    lines: { classic: 'PLN 280.00 below Golden' },
  },
  {
    key: 'ines',
    id: '5e0a0001-0000-4000-8000-000000000004',
    name: 'Ines',
    email: 'ines@example.com',
    role: 'customer',
    line: 'One order, on March 15',
  },
  {
    key: 'claire',
    id: '5e0a0001-0000-4000-8000-000000000005',
    name: 'Claire',
    email: 'claire@example.com',
    role: 'customer',
    line: 'Frequent once, silent for five months',
  },
  {
    key: 'sigrid',
    id: '5e0a0001-0000-4000-8000-000000000006',
    name: 'Sigrid',
    email: 'sigrid@example.com',
    role: 'customer',
    line: 'Silver for three weeks more, $1,390.00 short of keeping it',
    lines: { classic: 'Golden for three weeks more, PLN 480.00 short of keeping it' },
  },
  {
    key: 'staff',
    id: '5e0a0001-0000-4000-8000-000000000009',
    name: 'Staff',
    email: 'staff@example.com',
    role: 'staff',
    line: 'The house’s own account',
  },
] as const satisfies readonly Persona[]

export type PersonaKey = (typeof PERSONAS)[number]['key']

/** The personas that have an account: whom one can sign in as. */
export const ACCOUNTS = PERSONAS.filter((persona) => persona.id !== null)

/** What is true of a persona as of SEED_NOW in the shop of a programme. */
export const lineOf = (persona: Pick<Persona, 'line' | 'lines'>, preset: PresetName): string =>
  persona.lines?.[preset] ?? persona.line

/** The persona of that key; undefined for a key that is none. */
export function personaByKey(key: string): Persona | undefined {
  return PERSONAS.find((persona) => persona.key === key)
}

/** The house's own account. */
export const STAFF_ID = personaByKey('staff')?.id ?? ''
