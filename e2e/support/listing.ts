import type { Page } from '@playwright/test'

export type ListedPiece = { house: string; name: string; price: string; reason: string | null }

/** The pieces of a listing or of all shelves of a page, in their order, in the words of their cards. */
export async function listedPieces(page: Page): Promise<ListedPiece[]> {
  const cards = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 3 }) })
  const texts = await cards.allInnerTexts()
  return texts
    .map((text) =>
      text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    )
    .flatMap(([house, name, price, reason]) =>
      house && name && price?.startsWith('$') ? [{ house, name, price, reason: reason ?? null }] : [],
    )
}

/** The names alone. */
export const listedNames = async (page: Page): Promise<string[]> => (await listedPieces(page)).map(({ name }) => name)
