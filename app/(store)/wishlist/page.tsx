import { EmptyState } from '@/components/empty-state'
import { Notice } from '@/components/notice'
import { PageHead } from '@/components/page-head'
import { Pagination } from '@/components/pagination'
import { cardSizes, ProductCard } from '@/components/product-card'
import { SayForm } from '@/components/say-form'
import { PAGE_STEP, parseShow, valuesIn } from '@/lib/catalog/listing'
import { readVariantsOf } from '@/lib/catalog/queries'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import { contributeAction } from '@/lib/flows/contribute-actions'
import { wishesOf } from '@/lib/flows/contribute-view'
import { wishCard } from '@/lib/flows/contribute-wishlist'
import { sayingProblem } from '@/lib/flows/contribute-words'

export const generateMetadata = titled('wish.title', { robots: { index: false } })

/** What somebody wished for, signed in or not: theirs whatever personalisation says, because they asked for it. */
export default async function WishlistPage({ searchParams }: PageProps<'/wishlist'>) {
  const [{ shopper }, params] = await Promise.all([readShopper(), searchParams])
  const { t } = shopper.say
  const wishes = wishesOf(shopper)
  const show = parseShow(params)
  const shown = wishes.slice(0, show)
  const variants = await readVariantsOf(shown.map(({ piece }) => piece.slug))
  const problem = sayingProblem(valuesIn(params, 'problem')[0])
  const notice = problem && (
    <div className="wrap pt-8">
      <Notice kind="error" title={t(problem)} />
    </div>
  )
  if (wishes.length === 0) {
    return (
      <>
        {notice}
        <EmptyState
          title={t('wish.empty.title')}
          text={t(shopper.customer ? 'wish.empty.text' : 'wish.empty.textSignedOut')}
          link={{ href: '/c/dresses', label: t('cart.empty.link') }}
        />
      </>
    )
  }
  return (
    <>
      {notice}
      <div className="wrap">
        <PageHead
          title={t('wish.title')}
          line={t(shopper.customer ? 'wish.keptAccount' : 'wish.kept', { count: wishes.length })}
        />
      </div>
      <div className="shelf wishes">
        <ul className="tiles">
          {shown.map((wish, i) => {
            const { lines, remove, ...card } = wishCard(wish, variants, shopper)
            return (
              <ProductCard key={wish.piece.slug} {...card} sizes={cardSizes.shelf} eager={i < 4} heading="h2">
                {lines.map((line) => (
                  <p key={line} className="text-muted">
                    {line}
                  </p>
                ))}
                <SayForm action={contributeAction} {...remove} look="close" />
              </ProductCard>
            )
          })}
        </ul>
      </div>
      {wishes.length > PAGE_STEP && (
        <Pagination
          line={t('category.shown', { shown: shown.length, total: wishes.length })}
          more={
            shown.length < wishes.length
              ? {
                  href: `/wishlist?show=${show + PAGE_STEP}`,
                  label: t('category.more', { count: Math.min(PAGE_STEP, wishes.length - shown.length) }),
                }
              : undefined
          }
        />
      )}
    </>
  )
}
