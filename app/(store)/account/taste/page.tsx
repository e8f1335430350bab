import { Notice } from '@/components/notice'
import { HeadingRow, PageHead } from '@/components/page-head'
import { SayForm } from '@/components/say-form'
import { TasteForm } from '@/components/taste'
import { valuesIn } from '@/lib/catalog/listing'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import { contributeAction, tasteAction } from '@/lib/flows/contribute-actions'
import { sayingProblem } from '@/lib/flows/contribute-words'
import { readVocabulary } from '@/lib/flows/taste-queries'
import { learnedOf, saidThings, tasteForm } from '@/lib/flows/taste-view'
import { FollowHouse } from '../../_views/follow-house'

export const generateMetadata = titled('taste.title')

/** What the shop has learned and from what, and what she said, each to be taken back; for everybody, signed in or not. */
export default async function TastePage({ searchParams }: PageProps<'/account/taste'>) {
  const [{ shopper, wouldBe }, vocabulary, params] = await Promise.all([readShopper(), readVocabulary(), searchParams])
  const { say, allowed, customer, catalogue, contributions } = shopper
  const { t } = say
  // Who is held out is learned from like everybody, and reads of it like everybody.
  const learned = learnedOf(wouldBe?.() ?? shopper)
  const told = saidThings(shopper)
  const problem = sayingProblem(valuesIn(params, 'problem')[0])
  const unfollowed = catalogue.houses.filter(({ slug }) => !contributions.follows.includes(slug))
  return (
    <>
      {problem && (
        <div className="pb-8">
          <Notice kind="error" title={t(problem)} />
        </div>
      )}
      <PageHead
        title={t('taste.title')}
        line={
          customer ? (
            t('taste.ofAccount')
          ) : (
            <>
              {t('taste.ofBrowser')}{' '}
              <a className="link" href="/sign-in?next=/account/taste">
                {t('taste.ofBrowserSignIn')}
              </a>
            </>
          )
        }
      />
      <section className="part">
        <HeadingRow title={t('taste.learned')} line={t('taste.learnedLine')} />
        {learned.length > 0 ? (
          <ul className="told learned">
            {learned.map(({ key, title, from }) => (
              <li key={key}>
                <span>{title}</span>
                <span className="text-muted mid:text-right">{from}</span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="max-w-[56ch] text-muted">{t(allowed ? 'taste.learnedNothing' : 'taste.learnsNothing')}</p>
        )}
        <p>
          <a className="link alone caption" href="/account/personalisation">
            {t('account.nav.personalisation')}
          </a>
        </p>
      </section>
      <section className="part" id="told">
        <HeadingRow title={t('taste.told')} line={t('taste.toldLine')} />
        {told.length > 0 ? (
          <ul className="told">
            {told.map(({ text, href, drop }) => (
              <li key={drop.id}>
                {href ? (
                  <a className="link" href={href}>
                    {text}
                  </a>
                ) : (
                  <span>{text}</span>
                )}
                <SayForm action={contributeAction} {...drop} label={t('taste.drop')} look="close" back="told" />
              </li>
            ))}
          </ul>
        ) : (
          <p className="max-w-[56ch] text-muted">{t('taste.toldNothing')}</p>
        )}
        <p className="caption">
          <a className="link alone" href="/wishlist">
            {t('wish.see')}
          </a>
        </p>
      </section>
      <section className="part">
        <TasteForm action={tasteAction} {...tasteForm(shopper, vocabulary)} />
      </section>
      {unfollowed.length > 0 && (
        <section className="part">
          <HeadingRow title={t('taste.houses')} line={t('taste.housesLine')} />
          <ul className="told">
            {unfollowed.map((house) => (
              <li key={house.slug}>
                <a className="link" href={`/houses/${house.slug}`}>
                  {house.name}
                </a>
                <FollowHouse house={house} place="account.taste" />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
