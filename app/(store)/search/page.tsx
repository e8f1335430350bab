import type { Metadata } from 'next'
import { EmptyState } from '@/components/empty-state'
import { FacetBar } from '@/components/facet-bar'
import { Listing, ListingHead } from '@/components/listing'
import { PageHead } from '@/components/page-head'
import { Pagination } from '@/components/pagination'
import { SearchForm } from '@/components/search-form'
import { applyFacets, facetsFor, parseFacets } from '@/lib/catalog/facets'
import { PAGE_STEP, parseShow, parseSort, valuesIn } from '@/lib/catalog/listing'
import { findPieces } from '@/lib/catalog/search/queries'
import { cleanQuery, MAX_QUERY } from '@/lib/catalog/words'
import { decideHomeShelves } from '@/lib/experience/home'
import { notePage } from '@/lib/experience/noting'
import { pageWords } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import type { Shopper } from '@/lib/experience/schema'
import { searchFacetBar, searchHref } from '@/lib/experience/search-facets'
import { decideSearchOrder } from '@/lib/experience/search-order'
import { searchWords } from '@/lib/experience/search-words'
import { getProjections } from '@/lib/ranking/queries'
import { Cards, DecidedShelf } from '../_views/cards'
import { Why } from '../_views/why'

const queryIn = (params: Awaited<PageProps<'/search'>['searchParams']>) => cleanQuery(valuesIn(params, 'q')[0] ?? '')

export async function generateMetadata({ searchParams }: PageProps<'/search'>): Promise<Metadata> {
  const query = queryIn(await searchParams)
  const t = await pageWords()
  // What somebody searched for is no page of the shop's own.
  return { title: query ? t('search.page', { query }) : t('search.title'), robots: { index: false } }
}

export default async function SearchPage({ searchParams }: PageProps<'/search'>) {
  const [asking, params, projections] = await Promise.all([readShopper(), searchParams, getProjections()])
  const { shopper } = asking
  const { say, catalogue } = shopper
  const { t } = say
  const query = queryIn(params)
  const result = await findPieces(query, catalogue)
  const asked = result !== null && result.taken.length > 0

  const hits = result?.hits.length ? result.hits : (result?.nearest ?? [])
  const complete = result !== null && result.hits.length > 0
  const pieces = hits.map(({ product }) => product)
  const listing = { selection: parseFacets(params, pieces), sort: parseSort(params), show: parseShow(params) }
  const left = new Set(applyFacets(pieces, listing.selection))
  const found = hits.filter(({ product }) => left.has(product))
  const decide = (who: Shopper) => ({
    order: found.length > 0 ? decideSearchOrder(who, projections, found, listing) : null,
    shelf: complete ? null : decideHomeShelves(who, projections).first,
  })
  const { order, shelf } = decide(shopper)
  await notePage(asking, {
    fact: asked ? { kind: 'search', query: query.toLowerCase(), subject: query.toLowerCase() } : undefined,
    shown: [order, shelf],
    would: (other) => Object.values(decide(other)),
  })

  const words = searchWords(result, say)
  return (
    <>
      <div className="wrap">
        <PageHead title={t('search.title')} line={words.line ?? undefined} />
        <div className="pb-8">
          <SearchForm
            action="/search"
            name="q"
            label={t('search.label')}
            value={query}
            submit={t('search.submit')}
            maxLength={MAX_QUERY}
            autoFocus={query === ''}
            suggest={{ from: '/api/suggest', label: t('suggest.list') }}
          />
          <div className="search-told">
            <p className="text-muted">{words.told}</p>
            {words.meant && (
              <a className="link" href={words.meant.href}>
                {words.meant.label}
              </a>
            )}
          </div>
        </div>
      </div>
      {hits.length > 1 && (
        <FacetBar {...searchFacetBar(query, facetsFor(pieces, listing.selection), listing, found.length, say)} />
      )}
      {order && (
        <>
          <ListingHead
            title={complete ? order.value.title : t('search.nearest.title')}
            line={order.value.line ?? undefined}
            why={order.personal && <Why decision={order} subject={order.value.title} />}
          />
          <Listing>
            <Cards cards={order.value.cards} place="listing" eager={4} />
          </Listing>
          <Pagination
            line={t('category.shown', { shown: order.value.cards.length, total: found.length })}
            more={
              order.value.cards.length < found.length
                ? {
                    href: searchHref(query, { ...listing, show: listing.show + PAGE_STEP }),
                    label: t('category.more', { count: Math.min(PAGE_STEP, found.length - order.value.cards.length) }),
                  }
                : undefined
            }
          />
        </>
      )}
      {hits.length > 0 && !order && (
        <EmptyState
          heading="h2"
          title={t('search.empty.title')}
          text={t('search.empty.text')}
          link={{ href: searchHref(query), label: t('category.clear') }}
        />
      )}
      {shelf && (
        <div className="pb-18">
          <DecidedShelf decision={shelf} />
        </div>
      )}
    </>
  )
}
