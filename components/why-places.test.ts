import { createElement as make, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Banner } from './banner'
import { EditTile } from './edit-tile'
import { EditorialBand } from './editorial-band'
import { ListingHead } from './listing'
import { Nudge } from './nudge'
import { Keep } from './nudge/keep'
import { OfferBand, OfferLines } from './offer'
import { Shelf } from './shelf'
import { Summary } from './summary'
import type { TierProgressProps } from './tier-progress'

// "Why am I seeing this?" may bring its panel along, a dialog with headings and paragraphs. A browser closes a paragraph
// before it, and the page is then not the one that the server wrote.

const picture = { src: '/a', srcSet: '/a 1w', width: 4, height: 5, alt: '' }
const link = { href: '/', label: 'More' }
const total = { label: 'Total', amount: '$1' }
const copy = { title: 'A title', link }
const progress: TierProgressProps = {
  ...{ label: 'Way', valueText: 'Half', value: 1, max: 2, next: 'Next' },
  metal: 'silver',
  counts: { amount: '$1', label: 'counts' },
}
const gives = { title: 'It gives', items: ['One'] }

const places: Record<string, (why: ReactNode) => ReactNode> = {
  keep: (why) => make(Keep, { metal: 'silver', ...copy, why }),
  offer: (why) => make(OfferBand, { title: 'For you', text: 'A text', why }),
  offered: (why) => make(OfferLines, { sentences: ['A sentence'], why }),
  nudge: (why) => make(Nudge, { title: 'Spend', progress, gives, why, children: null }),
  listing: (why) => make(ListingHead, { title: 'For you', line: 'A line', why }),
  shelf: (why) => make(Shelf, { title: 'For you', line: 'A line', why, children: null }),
  summary: (why) => make(Summary, { title: 'Summary', lines: [], total, reached: why, children: why }),
  banner: (why) =>
    make(Banner, { mood: 'day', wide: picture, tall: picture, headline: 'A line', lines: ['One'], link }, why),
  band: (why) => make(EditorialBand, { wide: picture, tall: picture, ...copy, text: 'A text' }, why),
  tile: (why) => make(EditTile, { picture, ...copy, line: 'A line' }, why),
}

/** The elements that stand open at each mark of a page, outermost first. */
function openAt(html: string, mark: string): string[][] {
  const open: string[] = []
  const found: string[][] = []
  for (const [, closes, name = '', end] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*?(\/?)>/g)) {
    if (name === mark && !closes) found.push([...open])
    if (closes) open.pop()
    else if (!end) open.push(name)
  }
  return found
}

describe('where a panel may stand', () => {
  it.each(Object.entries(places))('%s is no paragraph, nor a heading', (_, place) => {
    const found = openAt(renderToStaticMarkup(place(make('dialog'))), 'dialog')
    expect(found).not.toHaveLength(0)
    for (const around of found) for (const name of around) expect(name).not.toMatch(/^(p|h\d|a|button|span)$/)
  })
})
