import { redirect } from 'next/navigation'
import { Button } from '@/components/button'
import { ActionForm, FormSubmit } from '@/components/form'
import { Notice } from '@/components/notice'
import { PageHead } from '@/components/page-head'
import { valuesIn } from '@/lib/catalog/listing'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import { lettersAction, writeAgainAction } from '@/lib/flows/letters-actions'
import { readLetters } from '@/lib/flows/letters-view'

export const generateMetadata = titled('letters.title')

/** A yes or no to each kind of e-mail, with when and where it was last said. */
export default async function LettersPage({ searchParams }: PageProps<'/account/letters'>) {
  const [{ shopper }, params] = await Promise.all([readShopper(), searchParams])
  const { customer, say } = shopper
  const { t } = say
  if (!customer) redirect('/sign-in?next=/account/letters')
  const { kinds, refused } = await readLetters(customer, say)
  return (
    <>
      {valuesIn(params, 'said')[0] === 'saved' && <Notice kind="success" title={t('letters.saved')} />}
      <PageHead title={t('letters.title')} />
      <p className="max-w-[56ch]">{t('letters.line')}</p>
      {refused && (
        <Notice kind="info" {...refused}>
          <form action={writeAgainAction} className="pt-3">
            <Button line small>
              {t('letters.refused.again')}
            </Button>
          </form>
        </Notice>
      )}
      <section className="part max-w-[56ch]">
        <ActionForm action={lettersAction}>
          {kinds.map(({ kind, name, text, on, said }) => (
            <fieldset key={kind} className="opts" aria-describedby={`${kind}-text ${kind}-said`}>
              <legend className="display d28">{name}</legend>
              <p id={`${kind}-text`} className="!font-normal">
                {text}
              </p>
              {/* Another key where the answer changed: a box keeps what its first rendering said. */}
              {(['on', 'off'] as const).map((value) => (
                <label key={`${value} ${on}`} className="opt">
                  <input type="radio" name={kind} value={value} defaultChecked={on === (value === 'on')} />
                  <span>{t(value === 'on' ? 'letters.yes' : 'letters.no')}</span>
                </label>
              ))}
              <p id={`${kind}-said`} className="caption !pt-2 !font-normal text-muted">
                {said}
              </p>
            </fieldset>
          ))}
          <div>
            <FormSubmit label={t('letters.save')} pending={t('form.pending')} />
          </div>
        </ActionForm>
      </section>
      <section className="part max-w-[56ch]">
        <h2 className="display d28">{t('letters.always')}</h2>
        <p>{t('letters.always.text')}</p>
      </section>
    </>
  )
}
