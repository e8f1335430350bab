import { z } from 'zod'

/** The field of a form that holds how many units of an order's line come back; lines are counted from 0 as shown. */
export const unitsField = (position: number): string => `piece${position + 1}`

/** Units by order line as a form or an address gives them. Null when some field is none that the page has. */
export function readUnits(
  fields: Readonly<Record<string, unknown>>,
  lines: readonly { id: string }[],
): Map<string, number> | null {
  const wanted = new Map<string, number>()
  for (const [name, value] of Object.entries(fields)) {
    if (!/^piece/.test(name)) continue
    const line = lines.find((_, position) => unitsField(position) === name)
    // An unticked box is not sent, and an empty choice is no unit.
    const units = typeof value === 'string' && /^\d{0,4}$/.test(value) ? Number(value) : null
    if (!line || units === null) return null
    if (units > 0) wanted.set(line.id, units)
  }
  return wanted
}

const digits = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number)

/** What no person types: when it is wrong, the page itself was not sent whole. Amounts in minor units. */
export const returnFrame = z.object({
  number: z.string().max(40),
  key: z.uuid(),
  shownRefund: digits,
  shownPoints: digits,
})
