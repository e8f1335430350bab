import { redirect } from 'next/navigation'
import { ActionForm, FormSubmit, FormText } from '@/components/form'
import { valuesIn } from '@/lib/catalog/listing'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import { registerAction } from '@/lib/flows/actions'
import { localPath } from '@/lib/flows/local-path'
import { LettersAsk } from '../_views/letters-ask'

export const generateMetadata = titled('register.title')

export default async function RegisterPage({ searchParams }: PageProps<'/register'>) {
  const [{ shopper }, params] = await Promise.all([readShopper(), searchParams])
  const { t } = shopper.say
  const next = localPath(valuesIn(params, 'next')[0], '/account')
  if (shopper.customer) redirect(next)
  return (
    <div className="wrap">
      <div className="narrow">
        <h1 className="display d64">{t('register.title')}</h1>
        <p>{t('register.line')}</p>
        <ActionForm action={registerAction}>
          <input type="hidden" name="next" value={next} />
          <FormText name="name" label={t('field.name')} autoComplete="name" required />
          <FormText name="email" type="email" label={t('field.email')} autoComplete="username" required />
          <FormText
            name="password"
            type="password"
            label={t('field.password')}
            hint={t('field.password.hint')}
            autoComplete="new-password"
            required
          />
          <LettersAsk shopper={shopper} />
          <FormSubmit label={t('register.submit')} pending={t('form.pending')} full />
        </ActionForm>
        <p className="caption">
          {t('register.have')}{' '}
          <a className="link" href={`/sign-in?next=${encodeURIComponent(next)}`}>
            {t('register.signIn')}
          </a>
        </p>
      </div>
    </div>
  )
}
