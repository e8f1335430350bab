import { describe, expect, it } from 'vitest'
import { givenOrder, givenShopper, GOWN } from '@/lib/experience/shopper.fixture'
import { NOW } from '@/lib/ranking/shop.fixture'
import type { Review, Reviews } from '@/lib/reviews/schema'
import { mayReview, ownReviewView, ratingLine, reviewFormWords, reviewPage, reviewsView } from './review-view'

const { say } = givenShopper()
const review = (values: Partial<Review> = {}): Review => ({
  ...{ id: 'a', at: NOW, rating: 5, title: 'Fine', body: 'Very fine.', author: 'Alice H.', own: false },
  ...values,
})
const read = (values: Partial<Reviews> = {}): Reviews => ({
  ratings: { 1: 0, 2: 0, 3: 1, 4: 0, 5: 11 },
  reviews: [review()],
  own: null,
  ...values,
})
const view = (page: number, path = '/p/rapace', reviews = read()) =>
  reviewsView(reviews, { page, perPage: 10, path }, say)
const NONE = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 }

describe('the reviews of a piece', () => {
  it('are summed up in figures that agree', () => {
    expect(ratingLine(read(), say)).toMatchObject({ label: '4.8 of 5, 12 reviews', href: '#reviews' })
    expect(view(1).summary).toMatchObject({ figure: '4.8', line: '12 reviews by clients who bought it' })
    expect(view(1).summary?.ratings.map(({ count }) => count)).toEqual(['11', '0', '1', '0', '0'])
    expect(view(1).summary?.ratings.map(({ share }) => share)).toEqual([92, 0, 8, 0, 0])
    expect(ratingLine(read({ ratings: { ...NONE, 4: 1 } }), say)?.label).toBe('4.0 of 5, one review')
  })

  it('say so where there is none', () => {
    const none = read({ ratings: NONE, reviews: [] })
    expect(ratingLine(none, say)).toBeNull()
    expect(view(3, '/p/rapace', none)).toMatchObject({ none: 'Nobody has reviewed this piece yet.', items: [] })
    expect(view(3, '/p/rapace', none).newer).toBeUndefined()
  })

  it('are paged, in the colour that the page shows', () => {
    expect(view(1)).toMatchObject({ older: { href: '/p/rapace?reviews=2#reviews' } })
    expect(view(1).newer).toBeUndefined()
    expect(view(2, '/p/rapace?colour=noir')).toMatchObject({ newer: { href: '/p/rapace?colour=noir#reviews' } })
    expect(view(2).older).toBeUndefined()
    expect(view(3, '/p/rapace?colour=noir').newer?.href).toBe('/p/rapace?colour=noir&reviews=2#reviews')
  })

  it.each([
    ['2', 2],
    ['0', 1],
    ['-1', 1],
    ['1e3', 1],
    ['99999', 1],
    [undefined, 1],
  ])('are asked for by a page of %j', (stated, page) => {
    expect(reviewPage(stated)).toBe(page)
  })

  it('are signed, also by somebody whose name has no letters', () => {
    expect(view(1).items[0]?.by).toMatch(/^Alice H\., .+ 20\d\d$/)
    const items = view(1, '/p', read({ reviews: [review({ author: '', own: true })] })).items
    expect(items[0]?.by).toMatch(/^A client, .+\. Yours\.$/)
  })
})

describe('who may review', () => {
  const buyer = (values: Parameters<typeof givenOrder>[1] = {}) =>
    givenShopper({ name: 'Alice Hartwell', orders: [givenOrder([GOWN], values)] })

  it('is who bought the piece and kept it, whatever personalisation says', () => {
    expect(mayReview(GOWN, buyer())).toBe(true)
    expect(mayReview(GOWN, buyer({ returned: [GOWN] }))).toBe(false)
    expect(mayReview('another', buyer())).toBe(false)
    expect(mayReview(GOWN, givenShopper({ orders: [givenOrder([GOWN])] }))).toBe(false)
    expect(mayReview(GOWN, givenShopper({ name: 'A', choice: 'off', orders: [givenOrder([GOWN])] }))).toBe(true)
  })

  it.each([
    ['Vera', 'Vera'],
    ['Alice Hartwell', 'Alice H.'],
    ['123', 'A client'],
  ])('is told how it will be signed: %s', (name, author) => {
    const piece = { name: 'Rapace gown', house: { slug: 'corvane', name: 'Corvane' } }
    expect(reviewFormWords(piece, givenShopper({ name }), false)).toMatchObject({
      piece: 'Rapace gown by Corvane',
      words: { hint: `Plain text. It will be signed: ${author}` },
    })
  })

  it('reads why their review is hidden, also of a piece that has left', () => {
    const own = { ...review({ own: true }), product: 'left-long-ago', hidden: 'Names a person' }
    expect(ownReviewView(own, buyer())).toMatchObject({
      piece: 'left-long-ago, no longer in the collection',
      hidden: { text: 'Only you can know of it. The reason: Names a person' },
    })
    expect(ownReviewView(own, buyer()).edit).toBeUndefined()
  })
})
