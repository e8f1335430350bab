import { ActionForm, FormSubmit } from '@/components/form'
import type { Say } from '@/lib/experience/say'
import { computeAction } from '@/lib/studio/value/actions'

/** Makes a batch as of now. */
export function Compute({ say: { t } }: { say: Say }) {
  return (
    <section className="part" id="compute">
      <h2 className="display d28">{t('valueStudio.compute.title')}</h2>
      <p className="max-w-[72ch]">{t('valueStudio.compute.text')}</p>
      <div className="max-w-[640px]">
        <ActionForm action={computeAction}>
          <FormSubmit label={t('valueStudio.compute.submit')} pending={t('valueStudio.compute.pending')} />
        </ActionForm>
      </div>
    </section>
  )
}
