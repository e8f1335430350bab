import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { MS_PER_DAY, type Day } from '@/lib/core/days'
import { Fault } from '../ranking/fault'

/** One customer's days with a purchase, earlier to later, each once, and what was paid on them. */
export type Customer = { days: Day[]; paid: number[] }

const WANTED = 'A line begins with the customer and ends in a date (YYYYMMDD), units and money, divided by blanks.'

/**
 * Reads a log of purchases as CDNOW's are: columns of blanks, a header or none. Those of one day are one purchase.
 *
 * @throws {Fault} when there is no such file, or a line is no purchase
 */
export async function readPurchases(file: string): Promise<Customer[]> {
  const byCustomer = new Map<string, Map<Day, number>>()
  let line = 0
  try {
    for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      line += 1
      const words = text.trim().split(/\s+/)
      const [customer = '', date = '', , money = ''] = [words[0], ...words.slice(-3)]
      if (text.trim() === '' || (line === 1 && !/\d/.test(text))) continue
      const day = dayOf(date)
      const paid = Number(money)
      if (words.length < 4 || Number.isNaN(day) || !Number.isFinite(paid))
        throw new Fault(`Line ${line} of ${file} is no purchase: "${text.trim()}". ${WANTED}`)
      const days = byCustomer.get(customer) ?? new Map<Day, number>()
      byCustomer.set(customer, days)
      days.set(day, (days.get(day) ?? 0) + paid)
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') throw new Fault(`There is no file ${file}. Give the path of a log of purchases. ${WANTED}`)
    if (code === 'EISDIR') throw new Fault(`${file} is a folder. Give the path of a log of purchases. ${WANTED}`)
    throw error
  }
  if (byCustomer.size === 0) throw new Fault(`There is no purchase in ${file}. ${WANTED}`)
  return [...byCustomer.values()].map((paidOn) => {
    const days = [...paidOn.keys()].sort((a, b) => a - b)
    return { days, paid: days.map((day) => paidOn.get(day) ?? 0) }
  })
}

/** NaN for what is no date. */
function dayOf(date: string): Day {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(date) ?? []
  const at = Date.parse(`${year}-${month}-${day}T00:00:00Z`)
  return at / MS_PER_DAY
}
