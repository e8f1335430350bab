import { z } from 'zod'

/** Messages on one page of the inbox. */
export const INBOX_PAGE = 12

/** Nobody turns further than this. */
const LAST = 1_000

/** The page that an address asks for, from 1; whatever is no page is the first. */
export const pageOf = (stated: string | undefined): number =>
  z.coerce.number().int().min(1).max(LAST).catch(1).parse(stated)
