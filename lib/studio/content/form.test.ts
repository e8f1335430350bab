import { describe, expect, it } from 'vitest'
import { contentSchema, type Content } from '@/lib/content/schema'
import { PRESETS, type PresetName } from '@/lib/loyalty/presets'
import { contentOf } from '@/prisma/seed/content'
import { shopOf } from '../shop.fixture'
import { paragraphsIn, parseContent } from './form'
import { NEW_CONTENT, typedIn, typedOf, type ContentField, type ContentTyped } from './typed'

const shop = shopOf()
const SOUND: ContentTyped = {
  ...NEW_CONTENT,
  ...{ title: 'Velvet at noon', line: 'One line.', link: 'See it', picture: 'editorial:gold' },
  select: ['fabric:velvet'],
}
const parse = (values: Partial<ContentTyped> = {}) => parseContent({ ...SOUND, ...values }, shop, null)
const faults = (values: Partial<ContentTyped>) => {
  const parsed = parse(values)
  return parsed.ok ? {} : parsed.fault
}
const definition = (values: Partial<ContentTyped> = {}) => {
  const parsed = parse(values)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault))
  return parsed.value.definition
}

describe('the content that a form states', () => {
  it('is content that the shop can read, at an address made from its title', () => {
    const parsed = parse()
    expect(parsed).toMatchObject({ ok: true, value: { slug: 'velvet-at-noon', kind: 'edit' } })
    expect(contentSchema.parse(definition())).toEqual(definition())
  })

  const seeded = (Object.keys(PRESETS) as PresetName[]).flatMap((preset) =>
    contentOf(preset).map((piece) => [`${preset}: ${piece.slug}`, preset, piece] as const),
  )
  it.each(seeded)(
    'loses nothing of %s when it is opened and saved',
    (_, preset, { slug, kind, status, definition: before }) => {
      const content: Content = { ...before, slug, kind, status }
      const parsed = parseContent(typedOf(content), shopOf(preset), { slug, kind, definition: content })
      expect(parsed).toEqual({ ok: true, value: { slug, kind, definition: before } })
    },
  )

  it('reads a form as browsers send it', () => {
    const form = new FormData()
    form.set('title', 'A title')
    form.append('months', '11')
    form.append('months', '12')
    form.set('line', new Blob(['a file']))
    expect(typedIn(form)).toMatchObject({ title: 'A title', months: ['11', '12'], line: '', select: [] })
  })

  it('tells paragraphs apart by an empty line', () => {
    expect(paragraphsIn('One\r\nline.\r\n \t\r\n\r\n Two. \n\n\n')).toEqual(['One line.', 'Two.'])
    expect(paragraphsIn('')).toEqual([])
  })

  it('keeps what looks like markup as the text that it is', () => {
    expect(definition({ body: '<b>Bold</b> & <script>alert(1)</script>' }).body).toEqual([
      '<b>Bold</b> & <script>alert(1)</script>',
    ])
  })

  it('takes pieces by name or address, amounts as people write them, lists with commas', () => {
    const { selects, suits } = definition({
      ...{ products: 'rapace gown\nvelluto-column\nRapace gown', priceFrom: '$1,500', priceTo: '2000.50' },
      ...{ arrivals: 'Facebook, instagram,', countries: 'us, pl', likes: 'hue:black,house:corvane' },
      ...{ months: ['12', '1', '12'], tiers: ['none', 'gold'], who: ['client'] },
    })
    expect(selects).toEqual({
      attributes: { fabric: ['velvet'] },
      price: { from: 150_000, to: 200_050 },
      products: ['rapace-off-shoulder-gown', 'velluto-column'],
    })
    expect(suits).toEqual({
      ...{ arrivals: ['facebook', 'instagram'], countries: ['US', 'PL'], likes: ['hue:black', 'house:corvane'] },
      ...{ months: [1, 12], tiers: ['none', 'gold'], who: ['client'] },
    })
  })

  it('chooses nothing where nothing is chosen', () => expect(definition({ select: [] }).selects).toBeNull())

  it.each<[string, Partial<ContentTyped>, ContentField]>([
    ['no title', { title: ' ' }, 'title'],
    ['a long title', { title: 'x'.repeat(81) }, 'title'],
    ['a title that nothing fills in', { title: '{tier:gold}' }, 'title'],
    ['no kind', { kind: 'video' }, 'kind'],
    ['an address with capitals', { slug: 'Velvet' }, 'slug'],
    ['an address of the studio', { slug: 'new' }, 'slug'],
    ['a title without a letter, and no address', { title: '★' }, 'slug'],
    ['no line', { line: '' }, 'line'],
    ['thirteen paragraphs', { body: 'x\n\n'.repeat(13) }, 'body'],
    ['a brace that means nothing', { body: 'Only {price}' }, 'body'],
    ['a tier that the programme lacks', { body: 'At {tier:platinum}' }, 'body'],
    ['no link', { link: '' }, 'link'],
    ['no picture', { picture: '' }, 'picture'],
    ['a picture of nothing', { picture: 'product:nothing' }, 'picture'],
    ['a value that nothing has', { select: ['fabric:paper'] }, 'select'],
    ['an inherited name', { select: ['__proto__:x'] }, 'select'],
    ['no amount', { priceFrom: 'cheap' }, 'priceFrom'],
    ['prices the wrong way round', { priceFrom: '200', priceTo: '100' }, 'priceTo'],
    ['an unknown piece', { products: 'The emperor’s gown' }, 'products'],
    ['a tier of another programme', { tiers: ['golden'] }, 'tiers'],
    ['somebody unknown', { who: ['robot'] }, 'who'],
    ['a thirteenth month', { months: ['13'] }, 'months'],
    ['a country that is none', { countries: 'US, QQ' }, 'countries'],
    ['a liking that nothing has', { likes: 'hue:octarine' }, 'likes'],
    ['a day that is none', { from: '2026-02-30' }, 'from'],
    ['a last day before the first', { from: '2026-12-02', until: '2026-12-01' }, 'until'],
    ['no weight', { weight: '0' }, 'weight'],
    ['half a visit', { visits: '0.5' }, 'visits'],
    ['more days than can be counted', { days: '57' }, 'days'],
    ['more visits than can be counted', { visits: '13' }, 'visits'],
  ])('is refused at its field: %s', (_, values, field) => {
    expect(Object.keys(faults(values))).toEqual([field])
    expect(faults(values)[field]).toMatch(/\.$/)
  })
})
