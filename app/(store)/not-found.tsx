import { EmptyState } from '@/components/empty-state'
import { SearchForm } from '@/components/search-form'
import { translator } from '@/lib/core/messages'

export default function NotFound() {
  const t = translator('en-US')
  return (
    <EmptyState title={t('notFound.title')} text={t('notFound.text')} link={{ href: '/', label: t('notFound.home') }}>
      <SearchForm action="/search" name="q" label={t('notFound.search')} submit={t('search.submit')} quiet />
    </EmptyState>
  )
}
