import { ActionForm, FormSubmit, FormText } from '@/components/form'
import { WhatIfForm } from '@/components/studio/what-if-form'
import { Lines } from '@/components/product'
import { Table } from '@/components/table'
import type { Say } from '@/lib/experience/say'
import { publishAction } from '@/lib/studio/actions'
import { todayIn } from '@/lib/studio/beginning'
import type { ProgrammePage } from '@/lib/studio/page'
import { settingsOf, usualSetting } from '@/lib/studio/settings'
import { whatIfView } from '@/lib/studio/what-if'

type WhatIfProps = { page: ProgrammePage; now: Date; say: Say }

/** One setting tried over every member: what would be, beside what is, and the form that makes it so. */
export function WhatIf({ page, now, say }: WhatIfProps) {
  const { t } = say
  const { asked, answer, programme, versions } = page
  const settings = settingsOf(programme, say)
  const setting = settings.find(({ path }) => path === asked?.setting) ?? usualSetting(programme, settings)
  const view = answer?.ok ? whatIfView(answer.value.compared, say) : null
  const planned = versions.filter(({ effectiveFrom }) => effectiveFrom > now).length
  return (
    <section className="part" id="what-if">
      <h2 className="display d28">{t('studio.whatIf.title')}</h2>
      <div className="studio-cols asking">
        <WhatIfForm
          key={`${asked?.setting}=${asked?.value}`}
          action="/studio/programme#what-if"
          settings={settings.map(({ path, label, today }) => ({ path, label, today }))}
          setting={setting?.path ?? ''}
          value={asked?.value ?? setting?.today ?? ''}
          error={answer?.ok === false ? answer.fault : undefined}
          hint={setting?.optional && t('studio.whatIf.noneHint', { none: t('studio.value.none') })}
          words={{
            setting: t('studio.whatIf.setting'),
            today: t('studio.whatIf.today'),
            value: t('studio.whatIf.value'),
            submit: t('studio.whatIf.submit'),
            note: t('studio.whatIf.note'),
          }}
        />
        {view && answer?.ok && asked && (
          <div className="grid content-start gap-4">
            <p className="display d28" role="status">
              {view.sentence}
            </p>
            <Table
              label={t('studio.whatIf.table')}
              columns={[
                { label: t('studio.whatIf.asOf', { date: say.date(now) }) },
                { label: t('studio.whatIf.today'), right: true },
                { label: t('studio.whatIf.value'), right: true },
                { label: t('studio.whatIf.change'), right: true },
              ]}
              rows={view.rows}
            />
            {view.moves.length > 0 && (
              <details className="numbers">
                <summary>
                  {t('studio.whatIf.who')}
                  <span className="chev" />
                </summary>
                <Lines items={view.moves.map((text) => ({ text }))} />
              </details>
            )}
            <div className="publish">
              <h3 className="font-medium">{t('studio.publish.title')}</h3>
              <p className="caption text-muted">{t('studio.publish.text', { change: answer.value.change })}</p>
              {planned > 0 && <p className="caption text-muted">{t('studio.publish.planned', { count: planned })}</p>}
              <ActionForm action={publishAction}>
                <input type="hidden" name="setting" value={asked.setting} />
                <input type="hidden" name="value" value={asked.value} />
                <input type="hidden" name="versions" value={versions.length} />
                <FormText
                  name="from"
                  type="date"
                  label={t('studio.publish.from')}
                  defaultValue={todayIn(now, programme.timeZone)}
                  min={todayIn(now, programme.timeZone)}
                  required
                />
                <FormSubmit label={t('studio.publish.submit')} pending={t('studio.publish.pending')} />
              </ActionForm>
            </div>
          </div>
        )}
      </div>
    </section>
  )
}
