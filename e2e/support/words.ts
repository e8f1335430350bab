import { expect, type Page } from '@playwright/test'

/**
 * Whether some visible text node holds the whole phrase. A phrase that React split ("10" and "% off") is two nodes: it
 * looks right, but neither a search on the page nor a translation finds it.
 */
export function isReadable(page: Page, phrase: string): Promise<boolean> {
  return page.evaluate((wanted) => {
    const squeeze = (text: string) => text.replace(/\s+/g, ' ')
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      if (!element || !squeeze(node.textContent ?? '').includes(squeeze(wanted))) continue
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const { width, height } = range.getBoundingClientRect()
      // Words for assistive technology alone are one pixel wide.
      const clip = element.getBoundingClientRect()
      if (width > 1 && height > 1 && clip.width > 1 && clip.height > 1) return true
    }
    return false
  }, phrase)
}

/** Waits until each phrase is readable on the page as one text. */
export async function see(page: Page, ...phrases: string[]): Promise<void> {
  for (const phrase of phrases) {
    await expect.poll(() => isReadable(page, phrase), { message: `to read “${phrase}” as one text` }).toBe(true)
  }
}

/** Waits until none of the phrases is readable. Ask for what must be there first: a blank page has no words at all. */
export async function seeNone(page: Page, ...phrases: string[]): Promise<void> {
  for (const phrase of phrases) {
    await expect.poll(() => isReadable(page, phrase), { message: `not to read “${phrase}”` }).toBe(false)
  }
}
