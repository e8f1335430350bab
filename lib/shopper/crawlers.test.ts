import { describe, expect, it } from 'vitest'
import { isCrawler } from './crawlers'

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

describe('crawlers', () => {
  it('are those that say so, and whoever says nothing', () => {
    expect(isCrawler('Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)')).toBe(true)
    expect(isCrawler('curl/8.5.0')).toBe(true)
    expect(isCrawler(null)).toBe(true)
    expect(isCrawler('')).toBe(true)
  })

  it('are not people, nor the headless browsers that test shops', () => {
    expect(isCrawler(CHROME)).toBe(false)
    expect(isCrawler(CHROME.replace('Chrome/', 'HeadlessChrome/'))).toBe(false)
  })
})
