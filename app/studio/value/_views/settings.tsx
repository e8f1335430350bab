import { ActionForm, FormSelect, FormSubmit, FormText } from '@/components/form'
import { Notice } from '@/components/notice'
import type { Say } from '@/lib/experience/say'
import type { LoyaltyProgram } from '@/lib/loyalty/schema'
import { valueSettingsAction } from '@/lib/studio/value/actions'
import {
  sameSettings,
  vipWords,
  weightsWords,
  type settingsForm,
  type ValueSettings,
} from '@/lib/studio/value/settings'

type SettingsProps = {
  form: ReturnType<typeof settingsForm>
  /** How the newest batch counted; null before the first one. */
  newest: ValueSettings | null
  settings: ValueSettings
  programme: LoyaltyProgram
  isSaved: boolean
  say: Say
}

/** How value is counted from the next batch on. */
export function Settings({ form, newest, settings, programme, isSaved, say }: SettingsProps) {
  const { t } = say
  return (
    <section className="part pb-28" id="settings">
      <h2 className="display d28">{t('valueStudio.settings.title')}</h2>
      {isSaved && (
        <Notice kind="success" title={t('valueStudio.settings.saved')} text={t('valueStudio.settings.savedText')} />
      )}
      <div className="grid max-w-[72ch] gap-2">
        <p>{t('valueStudio.settings.line')}</p>
        {newest && (
          <p className="caption text-muted">
            {t('valueStudio.settings.now', {
              weights: weightsWords(newest.weights, say),
              vip: vipWords(newest.vip, programme, say),
            })}
          </p>
        )}
        {newest && !sameSettings({ weights: newest.weights, vip: newest.vip }, settings) && (
          <p className="caption">{t('valueStudio.settings.waiting')}</p>
        )}
      </div>
      <div className="max-w-[640px]">
        <ActionForm action={valueSettingsAction}>
          <FormSelect
            name="weights"
            label={t('valueStudio.settings.weights')}
            hint={form.presetWords}
            options={form.presets}
            defaultValue={form.preset}
          />
          <FormSelect name="vipBy" label={t('valueStudio.settings.vipBy')} options={form.ways} defaultValue={form.by} />
          <FormText
            name="share"
            label={t('valueStudio.settings.share')}
            hint={t('valueStudio.settings.shareHint')}
            defaultValue={form.share}
            inputMode="decimal"
            autoComplete="off"
          />
          <FormSelect
            name="tier"
            label={t('valueStudio.settings.tier')}
            hint={t('valueStudio.settings.tierHint')}
            options={form.tiers}
            defaultValue={form.tier}
          />
          <FormSubmit label={t('valueStudio.settings.save')} pending={t('valueStudio.settings.pending')} />
        </ActionForm>
      </div>
    </section>
  )
}
