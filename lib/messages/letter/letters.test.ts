import { existsSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plain } from '@/lib/experience/shopper.fixture'
import { products } from '@/lib/ranking/shop.fixture'
import { POLISH, written } from '../content/people.fixture'
import { CAUSES, contentSchema, type MessageContent } from '../schema'
import { renderLetter, type LetterLinks } from './render'

const SITE = 'https://sorento.example'
const ID = '0d9c6a35-6d6e-4a51-9d6f-2d0f6f3b8c11'
const links = (values: Partial<LetterLinks> = {}): LetterLinks => ({
  ...{ site: SITE, messageId: ID, unsubscribe: '/unsubscribe/token' },
  ...values,
})
const transactional = ({ landing }: MessageContent) => /^(order|return)-/.test(landing.cause)
const letterOf = (content: MessageContent) =>
  renderLetter(content, links(transactional(content) ? { unsubscribe: null } : {}))

const attributes = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value)

const both = CAUSES.flatMap((cause) => [[cause, 'en', {}] as const, [cause, 'pl', POLISH] as const])

describe.each(both)('the letter of %s in %s', (cause, language, given) => {
  const content = written(cause, given)

  it('reads as it should', async () => {
    const { subject, text } = await letterOf(content)
    const read = [`Subject: ${subject}`, `Preview: ${content.preview}`, '', text].join('\n')
    expect(plain(read)?.replaceAll(`utm_source=message&utm_campaign=${ID}`, '…')).toMatchSnapshot()
  })

  it('is a whole content in one language, and lands on what says nothing of whom', () => {
    expect(contentSchema.parse(content)).toEqual(content)
    expect(content.language).toBe(language)
    expect(JSON.stringify(content)).not.toMatch(/undefined|NaN|\bnone\b/)
    const { headline, line } = content.landing
    expect(`${headline} ${line}`).not.toMatch(/Alice|Hartwell|Bronze|Silver|Gold|\$|USD|S-\d|\d{4}/)
    expect(headline && line).toBeTruthy()
  })

  it('is a letter that mail clients can show', async () => {
    const { html } = await letterOf(content)
    expect(html.length).toBeLessThan(60_000)
    expect(html).toContain(`lang="${language}"`)
    expect(html.match(/<h1/g)).toHaveLength(1)
    for (const table of html.match(/<table[^>]*>/g) ?? []) {
      // A table of rows is one; every other only places things.
      if (!table.includes('border-collapse')) expect(table).toContain('role="presentation"')
    }
    expect(html).not.toMatch(/<script|<link|\.avif|var\(--/)
    for (const image of html.match(/<img[^>]*>/g) ?? []) expect(image).toMatch(/ alt="[^"]+"/)
    for (const url of [...attributes(html, 'href'), ...attributes(html, 'src')]) {
      expect(url.startsWith(`${SITE}/`), url).toBe(true)
      const file = /\/pictures\/letters\/[a-z0-9-]+\.jpg$/.exec(url)?.[0]
      if (file) expect(existsSync(path.join('public', file)), file).toBe(true)
    }
  })

  it('leads everywhere by its own arrival, but for saying no and choosing', async () => {
    const { html, text } = await letterOf(content)
    const hrefs = attributes(html, 'href').map((href) => href.replaceAll('&amp;', '&'))
    for (const href of hrefs) {
      const own = href.includes(`utm_source=message&utm_campaign=${ID}`)
      expect(own, href).toBe(!/\/(unsubscribe\/token|account\/letters)$/.test(href))
      expect(text).toContain(href)
    }
    expect(hrefs.some((href) => href.includes('/unsubscribe/'))).toBe(!transactional(content))
    expect(text.split('\n').filter((line) => line.length > 72 && !line.startsWith('https://'))).toEqual([])
  })
})

describe('words of others', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=x>',
      'a\r\nBcc: b@example.com',
      '</style><b>',
      '&lt;',
      '\u202e',
    ),
  )

  it('are never markup nor a header', async () => {
    const base = written('at-risk')
    const tags = (html: string) => html.match(/<[a-zA-Z/!][^>]*>/g)?.map((tag) => tag.replace(/"[^"]*"/g, '""'))
    const expected = tags((await renderLetter(base, links())).html)
    await fc.assert(
      fc.asyncProperty(hostile, async (said) => {
        const word = said.trim() || 'x'
        const [first, ...rest] = base.pieces
        const piece = first && { ...first, name: word, house: word, alt: word, price: word, reason: word }
        const figures = base.relation?.figures.map(() => ({ value: word, label: word })) ?? []
        const { subject, html, text } = await renderLetter(
          {
            ...base,
            ...{ subject: said, preview: said, headline: word, paragraphs: base.paragraphs.map(() => word) },
            ...{ action: { ...base.action, label: word }, relation: { statement: word, figures } },
            pieces: piece ? [piece, ...rest] : [],
          },
          links(),
        )
        expect(subject).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/)
        // As many elements as before, of the same kinds, with the same attributes.
        expect(tags(html)).toEqual(expected)
        expect(typeof text).toBe('string')
      }),
      { numRuns: 60 },
    )
  })

  it('lead nowhere else, whatever a path says', async () => {
    for (const path of [
      '/\\evil.example',
      '/%2f%2fevil.example',
      '/c/dresses?utm_source=other#top',
      '/@evil.example',
    ]) {
      const base = written('campaign')
      const { text } = await renderLetter({ ...base, action: { ...base.action, path } }, links())
      const action = text.match(/^https:\S+/gm)?.[1] ?? ''
      expect(new URL(action).origin).toBe(SITE)
      expect(new URL(action).searchParams.getAll('utm_source')).toEqual(['message'])
    }
  })
})

it('every colourway has a picture that mail clients can show', () => {
  const missing = products
    .flatMap(({ colourways }) => colourways.map(({ picture }) => path.basename(picture)))
    .filter((name) => !existsSync(`public/pictures/letters/${name}.jpg`))
  expect(missing).toEqual([])
})

it('a piece’s link names the colour that its picture shows', () => {
  for (const { slug, colourways } of products)
    for (const way of colourways) expect(way.picture).toBe(`/pictures/products/${slug}-${way.slug}`)
})
