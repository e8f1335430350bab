import type { ReactNode } from 'react'
import { CategoryHead } from '@/components/page-head'
import { EditTile } from '@/components/edit-tile'
import { EmptyState } from '@/components/empty-state'
import { FacetBar } from '@/components/facet-bar'
import { Listing, ListingHead } from '@/components/listing'
import { Pagination } from '@/components/pagination'
import { applyFacets, facetsFor, parseFacets } from '@/lib/catalog/facets'
import { facetHref, PAGE_STEP, parseShow, parseSort, type SearchParams, type Selection } from '@/lib/catalog/listing'
import type { Product } from '@/lib/catalog/schema'
import { decideCategoryOrder } from '@/lib/experience/category'
import { decideContent, isAboutCategory } from '@/lib/experience/content'
import type { Decision } from '@/lib/experience/decision'
import { editOf } from '@/lib/experience/edit'
import { facetBarOf } from '@/lib/experience/facet-words'
import { listedCount, listedOf } from '@/lib/experience/listed'
import { notePage, type PageFact } from '@/lib/experience/noting'
import type { Asking } from '@/lib/experience/read-shopper'
import type { Shopper } from '@/lib/experience/schema'
import { getProjections } from '@/lib/ranking/queries'
import { Cards } from './cards'
import { ContentTile } from './tiles'
import { Why } from './why'

/** The editorial tile stands after the sixth card: third and fourth column of the second row. */
const EDIT_AFTER = 6
/** Cards in the first viewport of a desktop. */
const EAGER = 4

export type ListingPageProps = {
  asking: Asking
  path: string
  title: string
  pieces: readonly Product[]
  params: SearchParams
  /** Absent where looking says nothing that a click on a piece would not say better. */
  fact?: PageFact
  /** What is listed, as exposures name it: "dresses", "house:corvane"; absent: its order does not rotate. */
  scope?: string
  /** The category in which an edit, or else a house, may be featured among the pieces. */
  edit?: string
  /** Stands in place of title and text, given the line that counts the pieces. */
  head?: (line: string) => ReactNode
  /** In which of its colours a piece is meant, where the address asks for none. */
  meant?: Selection
  /** What else the page shows. */
  shown?: readonly Decision<unknown>[]
}

/** A category, a house or an edit: facets and sort from the address, the order from the shopper. */
export async function ListingPage(props: ListingPageProps) {
  const { asking, path, title, params, fact, scope, edit, head, meant, shown: others = [] } = props
  const { shopper } = asking
  const { say } = shopper
  const { t } = say
  const projections = await getProjections()
  const listed = listedOf(shopper, props.pieces)
  const { pieces, category } = listed
  const listing = { selection: parseFacets(params, pieces), sort: parseSort(params), show: parseShow(params) }
  const found = applyFacets(pieces, listing.selection)
  const decide = (who: Shopper) => {
    const order = decideCategoryOrder(who, projections, found, {
      ...listing,
      selection: { ...meant, ...listing.selection },
      scope,
      category,
    })
    const room = edit !== undefined && order.value.cards.length > EDIT_AFTER + 2
    return {
      order,
      room,
      content: room ? decideContent(who, 'category.edit', { fits: isAboutCategory(edit), scope }) : null,
    }
  }
  const { order, room, content } = decide(shopper)
  const { cards: shown, title: heading, line } = order.value
  const house = room && !content ? editOf(order, shopper, path) : null
  const would = (other: Shopper) => {
    const { order, content } = decide(other)
    return [order, content]
  }
  await notePage(asking, { fact, shown: [...others, order, content], would })
  const count = listedCount(found, listed, say)
  return (
    <>
      {head ? head(count) : <CategoryHead title={title} line={count} />}
      <FacetBar
        {...facetBarOf(
          path,
          facetsFor(pieces, listing.selection),
          listing,
          { found: found.length, personal: order.arm === 'for-you' },
          say,
        )}
      />
      {found.length === 0 ? (
        <EmptyState
          heading="h2"
          title={t('category.none.title')}
          text={t('category.none.text')}
          link={{ href: path, label: t('category.clear') }}
        />
      ) : (
        <>
          <ListingHead
            title={heading}
            line={line ?? undefined}
            why={(order.personal || order.ruled) && <Why decision={order} subject={heading} />}
          />
          <Listing place={order.slot}>
            <Cards cards={shown.slice(0, EDIT_AFTER)} place="listing" eager={EAGER} />
            {house && <EditTile {...house} />}
            {content && <ContentTile decision={content} />}
            <Cards cards={shown.slice(EDIT_AFTER)} place="listing" />
          </Listing>
          <Pagination
            line={t('category.shown', { shown: shown.length, total: found.length })}
            more={
              shown.length < found.length
                ? {
                    href: facetHref(path, { ...listing, show: listing.show + PAGE_STEP }),
                    label: t('category.more', { count: Math.min(PAGE_STEP, found.length - shown.length) }),
                  }
                : undefined
            }
          />
        </>
      )}
    </>
  )
}
