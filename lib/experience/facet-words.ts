import type { Facet, FacetLabel } from '@/lib/catalog/facets'
import { selectedCount, toggleFacet } from '@/lib/catalog/facets'
import { facetHref, SORTS, type Listing, type Sort } from '@/lib/catalog/listing'
import { isMessageKey } from '@/lib/core/messages'
import type { Say } from './say'

/** A facet's value in words. */
export function facetValueWords(label: FacetLabel, say: Say): string {
  switch (label.kind) {
    case 'text':
      return label.text
    case 'message':
      return isMessageKey(label.message) ? say.t(label.message) : label.message
    case 'price': {
      const { from, to } = label
      if (from === null) return to === null ? '' : say.t('facet.price.under', { to: say.moneyShort(to) })
      if (to === null) return say.t('facet.price.over', { from: say.moneyShort(from) })
      return say.t('facet.price.between', { from: say.moneyShort(from), to: say.moneyShort(to) })
    }
  }
}

/**
 * The facet bar of a listing in finished strings and addresses: what each choice would show, and the way back.
 * @param found how many pieces the present selection shows; `personal`: whether the first sort is theirs or everybody's.
 */
export function facetBarOf(
  path: string,
  facets: readonly Facet[],
  listing: Required<Listing>,
  { found, personal }: { found: number; personal: boolean },
  say: Say,
) {
  const { t } = say
  const { selection, sort } = listing
  const href = (next: Partial<Listing>) => facetHref(path, { selection, sort, ...next })
  const groups = facets.map((facet) => ({
    name: facet.key,
    label: t(`facet.${facet.key}`),
    options: facet.values.map((value) => ({
      value: value.value,
      label: facetValueWords(value.label, say),
      count: String(value.count),
      selected: value.selected,
      disabled: value.disabled,
      href: href({ selection: toggleFacet(selection, facet.key, value.value) }),
    })),
  }))
  const sortWord = (one: Sort) => t(one === 'for-you' && !personal ? 'sort.trending' : `sort.${one}`)
  const sortWords = sortWord(sort)
  return {
    action: path,
    groups,
    sort: {
      name: 'sort',
      label: t('category.sort'),
      current: sortWords,
      half: t('category.sortIs', { sort: sortWords }),
      options: SORTS.map((one) => ({
        value: one,
        label: sortWord(one),
        selected: one === sort,
        href: href({ sort: one }),
      })),
    },
    chosen: groups.flatMap((group) =>
      group.options
        .filter((option) => option.selected)
        .map((option) => ({
          href: option.href,
          label: option.label,
          remove: t('facet.remove', { value: option.label }),
        })),
    ),
    clear: { href: facetHref(path, { selection: {}, sort }), label: t('category.clear') },
    words: {
      label: t('facet.label'),
      filter:
        selectedCount(selection) > 0
          ? t('category.filterCount', { count: selectedCount(selection) })
          : t('category.filter'),
      close: t('why.close'),
      show: t('category.show', { count: found }),
      showChanged: t('category.apply'),
    },
  }
}
