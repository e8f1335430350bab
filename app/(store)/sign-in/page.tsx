import { redirect } from 'next/navigation'
import { ActionForm, FormSubmit, FormText } from '@/components/form'
import { valuesIn } from '@/lib/catalog/listing'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import { signInAction } from '@/lib/flows/actions'
import { localPath } from '@/lib/flows/local-path'

export const generateMetadata = titled('signIn.title')

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const [{ shopper }, params] = await Promise.all([readShopper(), searchParams])
  const { t } = shopper.say
  const next = localPath(valuesIn(params, 'next')[0], '/account')
  if (shopper.customer) redirect(next)
  return (
    <div className="wrap">
      <div className="narrow">
        <h1 className="display d64">{t('signIn.title')}</h1>
        <p>{t('signIn.line')}</p>
        <ActionForm action={signInAction}>
          <input type="hidden" name="next" value={next} />
          <FormText name="email" type="email" label={t('field.email')} autoComplete="username" required />
          <FormText
            name="password"
            type="password"
            label={t('field.password')}
            autoComplete="current-password"
            required
          />
          <FormSubmit label={t('signIn.submit')} pending={t('form.pending')} full />
        </ActionForm>
        <p className="caption">
          {t('signIn.new')}{' '}
          <a className="link" href={`/register?next=${encodeURIComponent(next)}`}>
            {t('signIn.register')}
          </a>
        </p>
      </div>
    </div>
  )
}
