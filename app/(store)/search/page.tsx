import type { Metadata } from 'next'
import { SearchForm } from '@/components/search-form'
import { Listing, ListingHead } from '@/components/listing'
import { PageHead } from '@/components/page-head'
import { Pagination } from '@/components/pagination'
import { PAGE_STEP, parseShow, valuesIn } from '@/lib/catalog/listing'
import { cleanQuery, searchProducts } from '@/lib/catalog/search'
import { cardOf } from '@/lib/experience/cards'
import { decideHomeShelves } from '@/lib/experience/home'
import { notePage } from '@/lib/experience/noting'
import { readShopper } from '@/lib/experience/read-shopper'
import { translator } from '@/lib/core/messages'
import { getProjections } from '@/lib/ranking/queries'
import { Cards, DecidedShelf } from '../_views/cards'

export const metadata: Metadata = { title: translator('en-US')('search.title') }

export default async function SearchPage({ searchParams }: PageProps<'/search'>) {
  const [asking, params] = await Promise.all([readShopper(), searchParams])
  const { shopper } = asking
  const { say, catalogue } = shopper
  const { t } = say
  const query = cleanQuery(valuesIn(params, 'q')[0] ?? '')
  const hits = searchProducts(catalogue.products, query, catalogue.products.length)
  const show = parseShow(params)
  const projections = await getProjections()
  const shelf = hits.length === 0 ? decideHomeShelves(shopper, projections).first : null
  await notePage(asking, {
    fact: query ? { kind: 'search', query: query.toLowerCase(), subject: query.toLowerCase() } : undefined,
    shown: [shelf],
  })
  const result = query ? t('search.results', { count: hits.length, query }) : undefined
  return (
    <>
      <div className="wrap">
        <PageHead title={t('search.title')} line={result} />
        <div className="pb-8">
          <SearchForm action="/search" name="q" label={t('search.label')} value={query} submit={t('search.submit')} />
          <p className="caption pt-3 text-muted">{query && hits.length === 0 ? t('search.none') : t('search.hint')}</p>
        </div>
      </div>
      {hits.length > 0 && (
        <>
          <ListingHead title={t('search.found')} />
          <Listing>
            <Cards
              cards={hits.slice(0, show).map(({ product, colour }) => cardOf(product, colour, say))}
              place="listing"
              eager={4}
            />
          </Listing>
          <Pagination
            line={t('category.shown', { shown: Math.min(show, hits.length), total: hits.length })}
            more={
              show < hits.length
                ? {
                    href: `/search?${new URLSearchParams({ q: query, show: String(show + PAGE_STEP) })}`,
                    label: t('category.more', { count: Math.min(PAGE_STEP, hits.length - show) }),
                  }
                : undefined
            }
          />
        </>
      )}
      {shelf && (
        <div className="pb-18">
          <DecidedShelf decision={shelf} />
        </div>
      )}
    </>
  )
}
