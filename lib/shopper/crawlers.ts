import { createIsbotFromList, list } from 'isbot'

// A headless browser is how shops are tested and monitored, not how they are crawled: crawlers name themselves.
const isNamedCrawler = createIsbotFromList(list.filter((pattern) => pattern !== 'headless'))

/** Whether a user agent is a crawler's: such requests read pages, but are no shoppers and leave no facts. */
export const isCrawler = (userAgent: string | null): boolean => !userAgent || isNamedCrawler(userAgent)
