import { expect, type Page } from '@playwright/test'

/**
 * Whether some visible text node holds the whole phrase. A phrase that React split ("10" and "% off") is two nodes: it
 * looks right, but neither a search on the page nor a translation finds it. Undefined while another page is on its way.
 */
async function isReadable(page: Page, phrase: string): Promise<boolean | undefined> {
  try {
    return await page.evaluate(readableIn, phrase)
  } catch (error) {
    if (error instanceof Error && /context was destroyed|navigat/i.test(error.message)) return undefined
    throw error
  }
}

/** Runs in the browser. */
function readableIn(phrase: string): boolean | undefined {
  if (document.readyState === 'loading') return undefined
  const squeeze = (text: string) => text.replace(/\s+/g, ' ')
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    if (!element || !squeeze(node.textContent ?? '').includes(squeeze(phrase))) continue
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    // Words for assistive technology alone are one pixel wide.
    const range = document.createRange()
    range.selectNodeContents(node)
    const boxes = [range.getBoundingClientRect(), element.getBoundingClientRect()]
    if (boxes.every(({ width, height }) => width > 1 && height > 1)) return true
  }
  return false
}

/** Waits until each phrase is readable on the page as one text. */
export async function see(page: Page, ...phrases: string[]): Promise<void> {
  for (const phrase of phrases) {
    await expect.poll(() => isReadable(page, phrase), { message: `to read “${phrase}” as one text` }).toBe(true)
  }
}

/** Waits until none of the phrases is readable. Ask for what is new on the page first: this also holds before it came. */
export async function seeNone(page: Page, ...phrases: string[]): Promise<void> {
  for (const phrase of phrases) {
    await expect.poll(() => isReadable(page, phrase), { message: `not to read “${phrase}”` }).toBe(false)
  }
}
