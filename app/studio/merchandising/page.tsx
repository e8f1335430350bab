import type { Metadata } from 'next'
import { Button, ButtonLink } from '@/components/button'
import { Notice } from '@/components/notice'
import { PageHead } from '@/components/page-head'
import { Table } from '@/components/table'
import { valuesIn } from '@/lib/catalog/listing'
import { translator } from '@/lib/core/messages'
import { retireRuleAction } from '@/lib/studio/merchandising/actions'
import { readRules } from '@/lib/studio/merchandising/queries'
import { ruleRows, type RuleRow } from '@/lib/studio/merchandising/words'
import { readShop } from '@/lib/studio/shop'
import { openStudio } from '../door'

export async function generateMetadata(): Promise<Metadata> {
  const { request } = await openStudio()
  return { title: translator(request.market.locale)('studio.merchandising'), robots: { index: false } }
}

/** Marketers' rules about order: what is in force, what comes, what was. */
export default async function MerchandisingPage({ searchParams }: PageProps<'/studio/merchandising'>) {
  const [{ request }, params] = await Promise.all([openStudio(), searchParams])
  const [shop, rules] = await Promise.all([readShop(request.now, request.market.locale), readRules()])
  const { t, date } = shop.say
  const rows = ruleRows(rules, shop)
  const said = (['added', 'retired', 'gone'] as const).find((each) => each === valuesIn(params, 'said')[0])
  const section = (key: 'now' | 'coming' | 'over', states: readonly RuleRow['state'][]) => {
    const own = rows.filter(({ state }) => states.includes(state))
    const title = t(`studio.rules.${key}`)
    return (
      <section className="part">
        <h2 className="display d28">{title}</h2>
        {own.length === 0 ? (
          <p className="text-muted">{t(`studio.rules.${key}None`)}</p>
        ) : (
          <Table
            label={title}
            columns={[
              { label: t('studio.rules.rule') },
              { label: t('studio.rules.days'), desk: true },
              { label: t('studio.rules.note'), desk: true },
              { label: t('studio.rules.state'), right: true, hidden: true },
            ]}
            rows={own.map((row) => ({
              key: row.id,
              cells: [
                <div key="words">
                  <p>{row.words}</p>
                  <p className="under">{t('studio.rules.under', { days: row.days, note: row.note })}</p>
                </div>,
                row.days,
                row.note,
                key === 'over' ? (
                  row.takenBack ? (
                    t('studio.rules.retired', { date: row.takenBack })
                  ) : (
                    t('studio.rules.past')
                  )
                ) : (
                  <Retire key="retire" row={row} label={t} />
                ),
              ],
            }))}
          />
        )}
      </section>
    )
  }
  return (
    <>
      <PageHead title={t('studio.merchandising')} line={t('studio.asOf', { today: date(request.now) })} />
      {said && (
        <div className="pb-12">
          <Notice
            kind={said === 'gone' ? 'info' : 'success'}
            title={t(`studio.rules.${said}Title`)}
            text={t(`studio.rules.${said}Text`)}
          />
        </div>
      )}
      <div className="studio-intro">
        <p className="max-w-[56ch]">{t('studio.rules.intro')}</p>
        <ButtonLink href="/studio/merchandising/new">{t('studio.rules.new')}</ButtonLink>
      </div>
      {section('now', ['inForce'])}
      {section('coming', ['coming'])}
      <div className="pb-28">{section('over', ['past', 'retired'])}</div>
    </>
  )
}

function Retire({ row, label }: { row: RuleRow; label: ReturnType<typeof translator> }) {
  return (
    <form action={retireRuleAction}>
      <input type="hidden" name="id" value={row.id} />
      <Button line small aria-label={label('studio.rules.retireThis', { rule: row.words })}>
        {label('studio.rules.retire')}
      </Button>
    </form>
  )
}
