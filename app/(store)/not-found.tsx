import { EmptyState } from '@/components/empty-state'
import { SearchForm } from '@/components/search-form'
import { pageWords } from '@/lib/experience/page-words'

export default async function NotFound() {
  const t = await pageWords()
  return (
    <EmptyState title={t('notFound.title')} text={t('notFound.text')} link={{ href: '/', label: t('notFound.home') }}>
      <SearchForm action="/search" name="q" label={t('notFound.search')} submit={t('search.submit')} quiet />
    </EmptyState>
  )
}
