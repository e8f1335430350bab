import type { Metadata } from 'next'
import { ActionForm, FormSubmit } from '@/components/form'
import { PageHead } from '@/components/page-head'
import { valuesIn } from '@/lib/catalog/listing'
import { translator } from '@/lib/core/messages'
import { getProjections } from '@/lib/ranking/queries'
import { addRuleAction } from '@/lib/studio/merchandising/actions'
import { EVERYWHERE, parseRule, RULE_FIELDS, typedRule, type RuleTyped } from '@/lib/studio/merchandising/form'
import { previewRule } from '@/lib/studio/merchandising/preview'
import { readRules } from '@/lib/studio/merchandising/queries'
import { ruleSentence } from '@/lib/studio/merchandising/words'
import { readShop } from '@/lib/studio/shop'
import { openStudio } from '../../door'
import { RulePreview } from '../_views/preview'
import { RuleForm } from '../_views/rule-form'

export async function generateMetadata(): Promise<Metadata> {
  const { request } = await openStudio()
  return { title: translator(request.market.locale)('studio.rules.new'), robots: { index: false } }
}

/** A rule is written, looked at, and only then put in force. The form leads to this page again, with its answer. */
export default async function NewRulePage({ searchParams }: PageProps<'/studio/merchandising/new'>) {
  const [{ request }, params] = await Promise.all([openStudio(), searchParams])
  const { now, market } = request
  const shop = await readShop(now, market.locale)
  const { t } = shop.say
  const asked = valuesIn(params, 'kind').length > 0
  const typed = asked ? typedRule((field) => valuesIn(params, field)[0]) : fresh(shop.today)
  const parsed = asked ? parseRule(typed, shop) : null
  const [rules, projections] = parsed?.ok ? await Promise.all([readRules(), getProjections()]) : [[], null]
  const preview =
    parsed?.ok && projections
      ? previewRule(parsed.value, { rules: rules.filter(({ retiredAt }) => !retiredAt), shop, projections, now })
      : null
  return (
    <>
      <PageHead title={t('studio.rules.new')} line={t('studio.rules.newLine')} />
      <div className="studio-cols asking pb-28">
        <RuleForm typed={typed} errors={parsed && !parsed.ok ? parsed.fault : {}} shop={shop} />
        {parsed?.ok && preview && (
          <div className="grid content-start gap-6">
            <p className="display d28" role="status">
              {ruleSentence(parsed.value, shop)}
            </p>
            <RulePreview preview={preview} shop={shop} />
            <div className="publish">
              <p className="caption text-muted">{t('studio.rules.publishText')}</p>
              <ActionForm action={addRuleAction}>
                {RULE_FIELDS.map((field) => (
                  <input key={field} type="hidden" name={field} value={typed[field]} />
                ))}
                <FormSubmit label={t('studio.publish.submit')} pending={t('studio.publish.pending')} />
              </ActionForm>
            </div>
          </div>
        )}
      </div>
    </>
  )
}

/** What the form begins with: nothing decided but where and from when. */
const fresh = (today: string): RuleTyped => {
  return { kind: 'pin', what: '', where: EVERYWHERE, place: '', factor: '', from: today, until: '', note: '' }
}
