import { FormSection } from '@/components/form'
import {
  EditingArea,
  EditingChecks,
  EditingForm,
  EditingHidden,
  EditingSelect,
  EditingSubmit,
  EditingText,
} from '@/components/studio/editing-form'
import { NO_TIER } from '@/lib/messages/campaigns/plan'
import { fingerprintOf, type Campaign } from '@/lib/messages/campaigns/queries'
import { MESSAGE_KINDS } from '@/lib/shopper/letters'
import { saveCampaignAction } from '@/lib/studio/campaigns/actions'
import { NEW_CAMPAIGN, typedOf } from '@/lib/studio/campaigns/form'
import type { Shop } from '@/lib/studio/shop'
import { SEGMENTS } from '@/lib/value/schema'

/** All that a campaign is made of. `campaign` is null for a new one. */
export function CampaignForm({ campaign, shop }: { campaign: Campaign | null; shop: Shop }) {
  const { programme, say } = shop
  const { t } = say
  const before = campaign ? { campaign: campaign.id, seen: fingerprintOf(campaign) } : { campaign: '', seen: '' }
  const risks = [
    { value: '', label: t('customers.filter.any') },
    { value: 'yes', label: t('outbox.audience.atRisk') },
    { value: 'no', label: t('outbox.audience.notAtRisk') },
  ]
  return (
    <EditingForm action={saveCampaignAction} values={{ ...(campaign ? typedOf(campaign) : NEW_CAMPAIGN), ...before }}>
      <EditingHidden name="campaign" />
      <EditingHidden name="seen" />
      <FormSection title={t('outbox.form.what')}>
        <EditingText name="name" label={t('outbox.campaign.name')} hint={t('outbox.form.nameHint')} maxLength={80} />
        <EditingSelect
          name="kind"
          label={t('outbox.entry.kind')}
          hint={t('outbox.form.kindHint')}
          options={MESSAGE_KINDS.map((kind) => ({ value: kind, label: t(`outbox.kind.${kind}`) }))}
        />
      </FormSection>
      <FormSection title={t('outbox.campaign.audience')} line={t('outbox.form.audienceLine')}>
        <EditingChecks
          name="tiers"
          label={t('outbox.form.tiers')}
          options={[
            ...programme.tiers.map(({ key, name }) => ({ value: key, label: name })),
            { value: NO_TIER, label: t('customers.filter.noTier') },
          ]}
        />
        <EditingChecks
          name="segments"
          label={t('outbox.form.segments')}
          options={SEGMENTS.map((value) => ({ value, label: t(`customers.segment.${value}`) }))}
        />
        <EditingText name="bandFrom" label={t('outbox.form.bandFrom')} inputMode="decimal" half />
        <EditingText
          name="bandUntil"
          label={t('outbox.form.bandUntil')}
          hint={t('outbox.form.bandHint')}
          inputMode="decimal"
          half
        />
        <EditingSelect name="atRisk" label={t('outbox.form.atRisk')} options={risks} />
      </FormSection>
      <FormSection title={t('outbox.form.words')} line={t('outbox.form.wordsLine')}>
        <EditingText name="subject" label={t('outbox.form.subject')} maxLength={120} />
        <EditingText name="headline" label={t('outbox.form.headline')} maxLength={120} />
        <EditingArea name="text" label={t('outbox.form.text')} hint={t('outbox.form.textHint')} rows={6} />
      </FormSection>
      <FormSection title={t('outbox.form.polish')} line={t('outbox.form.polishLine')}>
        <EditingText name="subjectPl" label={t('outbox.form.subject')} maxLength={120} />
        <EditingText name="headlinePl" label={t('outbox.form.headline')} maxLength={120} />
        <EditingArea name="textPl" label={t('outbox.form.text')} rows={6} />
      </FormSection>
      <FormSection title={t('outbox.form.shows')}>
        <EditingArea name="pieces" label={t('outbox.form.pieces')} hint={t('outbox.form.piecesHint')} rows={3} />
        <EditingText name="path" label={t('outbox.form.path')} hint={t('outbox.form.pathHint')} />
        <EditingText
          name="control"
          label={t('outbox.form.control')}
          hint={t('outbox.form.controlHint')}
          inputMode="decimal"
        />
      </FormSection>
      <div>
        <EditingSubmit label={t('outbox.form.save')} pending={t('outbox.form.pending')} />
      </div>
    </EditingForm>
  )
}
