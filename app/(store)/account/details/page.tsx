import { redirect } from 'next/navigation'
import { ActionForm, FormSelect, FormSubmit } from '@/components/form'
import { Notice } from '@/components/notice'
import { PageHead } from '@/components/page-head'
import { valuesIn } from '@/lib/catalog/listing'
import { titled } from '@/lib/experience/page-words'
import { readShopper } from '@/lib/experience/read-shopper'
import { answerQuestionsAction } from '@/lib/flows/answers-actions'
import { BIRTHDAY_MONTHS, currentZone, TIME_ZONES } from '@/lib/shopper/answers'
import { LANGUAGE_NAMES, LANGUAGES } from '@/lib/shopper/language'

export const generateMetadata = titled('answers.title')

/** What the house would like to know and cannot see: each optional, each with what it is for. */
export default async function DetailsPage({ searchParams }: PageProps<'/account/details'>) {
  const [{ shopper }, params] = await Promise.all([readShopper(), searchParams])
  const { customer, answers, say } = shopper
  const { t } = say
  if (!customer) redirect('/sign-in?next=/account/details')
  const zone = answers['time-zone']
  const given = { ...answers, 'time-zone': zone && currentZone(zone) }
  const none = { value: '', label: t('answers.none') }
  const questions = [
    {
      name: 'birthday-month',
      ...{ label: t('answers.month'), hint: t('answers.month.why') },
      options: [none, ...BIRTHDAY_MONTHS.map((value) => ({ value, label: say.month(Number(value)) }))],
    },
    {
      name: 'time-zone',
      ...{ label: t('answers.zone'), hint: t('answers.zone.why') },
      options: [none, ...TIME_ZONES.map((value) => ({ value, label: value.replaceAll('_', ' ') }))],
    },
    {
      name: 'language',
      ...{ label: t('answers.language'), hint: t('answers.language.why') },
      options: [
        { value: '', label: t('answers.browser') },
        ...LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
      ],
    },
  ] as const
  return (
    <>
      {valuesIn(params, 'said')[0] === 'saved' && <Notice kind="success" title={t('answers.saved')} />}
      <PageHead title={t('answers.title')} />
      <p className="max-w-[56ch]">{t('answers.line')}</p>
      <section className="part max-w-[56ch]">
        <ActionForm action={answerQuestionsAction}>
          {questions.map((question) => (
            <FormSelect key={question.name} {...question} defaultValue={given[question.name] ?? ''} />
          ))}
          <div>
            <FormSubmit label={t('answers.save')} pending={t('form.pending')} />
          </div>
        </ActionForm>
      </section>
    </>
  )
}
