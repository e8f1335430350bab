import { expect, type Page } from '@playwright/test'

/** Counts layout shifts from the first byte on. Call it before a page is opened. */
export async function countShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counter = { sum: 0, told: [] as string[] }
    Object.assign(window, { shifts: counter })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput, sources } = entry as PerformanceEntry & {
          value: number
          hadRecentInput: boolean
          sources: { node?: Node }[]
        }
        if (hadRecentInput) continue
        counter.sum += value
        counter.told.push(
          ...sources.map(({ node }) => (node instanceof Element ? node.outerHTML : String(node)).slice(0, 120)),
        )
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/** What moved on the page that is open, once all its pictures are there. */
export function shiftsOf(page: Page): Promise<{ sum: number; told: string[] }> {
  return page.evaluate(async () => {
    // Two frames: the first paints what has just come, the second reports what that moved.
    for (let frame = 0; frame < 2; frame++) await new Promise((next) => requestAnimationFrame(next))
    return (window as unknown as { shifts: { sum: number; told: string[] } }).shifts
  })
}

/** Scrolls to the end, a screen at a time, until every picture of the page has come. */
export async function lookThrough(page: Page): Promise<void> {
  const pictures = page.getByRole('main').locator('img:visible')
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded()
    await expect
      .poll(() => picture.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0))
      .toBe(true)
  }
}

export type Plate = {
  src: string
  width: string | null
  height: string | null
  lazy: boolean
  seen: boolean
  natural: number
}

/** The pictures of the page that is open. */
export const platesOf = (page: Page): Promise<Plate[]> =>
  page.locator('img').evaluateAll((all) =>
    all.map((img) => {
      const { currentSrc, src, naturalWidth, loading } = img as HTMLImageElement
      return {
        src: currentSrc || src,
        width: img.getAttribute('width'),
        height: img.getAttribute('height'),
        lazy: loading === 'lazy',
        seen: img.checkVisibility(),
        natural: naturalWidth,
      }
    }),
  )

/** What reaches further right than the page is wide; empty when nothing does. */
export const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const wide = [...document.querySelectorAll('body *')].filter(
      (one) => one.getBoundingClientRect().right > clientWidth + 1,
    )
    return [`${scrollWidth} of ${clientWidth}`, ...wide.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))]
  })
