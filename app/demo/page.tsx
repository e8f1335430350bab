import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Button } from '@/components/button'
import { DemoPersona } from '@/components/demo-persona'
import { SelectField, TextField } from '@/components/form'
import { BareHeader } from '@/components/header'
import { Notice } from '@/components/notice'
import { HeadingRow, PageHead } from '@/components/page-head'
import { SkipLink } from '@/components/skip-link'
import { Steps } from '@/components/steps'
import { MS_PER_DAY } from '@/lib/core/days'
import {
  becomeAction,
  goToStepAction,
  moveClockAction,
  nextVisitAction,
  setArrivalAction,
  startAfreshAction,
  startJourneyAction,
} from '@/lib/demo/actions'
import { armChoices } from '@/lib/demo/arms'
import { JOURNEYS_IN } from '@/lib/demo/journeys'
import { lineOf, PERSONAS } from '@/lib/demo/personas'
import { readExperiments, readPreset, readSimulated } from '@/lib/demo/queries'
import { readShopper } from '@/lib/experience/read-shopper'
import { DELIVERY_COUNTRIES } from '@/lib/orders/countries'
import { Arms } from './_views/arms'
import { Messages } from './_views/messages'
import { StaffLink } from './_views/staff-link'

/** Without DEMO=1 nothing names this page, not even its title. */
export async function generateMetadata(): Promise<Metadata> {
  const { shopper, request } = await readShopper()
  return request.demo.on ? { title: shopper.say.t('demo.title'), robots: { index: false } } : {}
}

/** The presenter's tools. They exist only with DEMO=1 and change this browser alone. */
export default async function DemoPage({ searchParams }: PageProps<'/demo'>) {
  const [{ shopper, request }, params] = await Promise.all([readShopper(), searchParams])
  if (!request.demo.on) notFound()
  const [preset, experiments, simulated] = await Promise.all([readPreset(), readExperiments(), readSimulated()])
  const { say, customer, now } = shopper
  const { t } = say
  const staff = customer?.role === 'staff'
  const { journey: walk, offsetMs, source, country } = request.demo
  const moved = Math.round(offsetMs / MS_PER_DAY)
  return (
    <>
      <SkipLink label={t('nav.skip')} />
      <BareHeader
        home={{ href: '/', label: t('shop.name') }}
        left={t('demo.title')}
        right={{ href: '/', label: t('demo.openShop') }}
      />
      <main id="main" tabIndex={-1} className="wrap">
        <PageHead title={t('demo.title')} line={t('demo.note')} />
        {params.problem && <Notice kind="error" title={t('demo.invalid.date')} />}
        <div className="cols">
          <div>
            {JOURNEYS_IN[preset].map((journey) => {
              const at = walk?.key === journey.key ? walk.step : null
              return (
                <section key={journey.key} className="grid gap-4">
                  <HeadingRow title={journey.title}>
                    <div className="flex flex-wrap gap-2">
                      <form action={startJourneyAction}>
                        <input type="hidden" name="journey" value={journey.key} />
                        <Button line small>
                          {t(at === null ? 'demo.journey.start' : 'demo.journey.restart')}
                        </Button>
                      </form>
                      <form action={goToStepAction} className="flex gap-2">
                        <input type="hidden" name="journey" value={journey.key} />
                        <select
                          className="input small"
                          name="step"
                          defaultValue={at ?? 0}
                          aria-label={t('demo.journey.step')}
                        >
                          {journey.steps.map((step, i) => (
                            <option key={step.title} value={i}>
                              {t('demo.journey.option', { step: i + 1, title: step.title })}
                            </option>
                          ))}
                        </select>
                        <Button small>{t('demo.journey.go')}</Button>
                      </form>
                    </div>
                  </HeadingRow>
                  <p className="caption num text-muted">
                    {at === null ? journey.about : t('demo.journey.at', { step: at + 1, steps: journey.steps.length })}
                  </p>
                  <Steps
                    items={journey.steps.map((step, i) => ({
                      title: step.title,
                      say: `“${step.line}”`,
                      expect: t('demo.journey.expect', { words: step.see.join(' · ') }),
                      ...(at === null || i > at
                        ? {}
                        : { state: t(i === at ? 'demo.journey.now' : 'demo.journey.seen') }),
                      current: i === at,
                    }))}
                  />
                </section>
              )
            })}
          </div>
          <aside className="side grid content-start gap-12">
            <section>
              <h2 className="display d28 pb-4">{t('demo.become')}</h2>
              <ul>
                {PERSONAS.map((persona) => {
                  const { key, id, name } = persona
                  const here = id ? customer?.id === id : !customer
                  return (
                    <DemoPersona
                      key={key}
                      name={name}
                      line={lineOf(persona, preset)}
                      {...(here
                        ? { state: t('demo.become.this') }
                        : {
                            become: {
                              action: becomeAction,
                              id: id ?? key,
                              label: t('demo.become.button'),
                              name: t('demo.become.label', { name }),
                            },
                          })}
                    />
                  )
                })}
              </ul>
            </section>
            <section className="grid gap-4">
              <h2 className="display d28">{t('demo.clock')}</h2>
              <div>
                <p className="num">{say.moment(now)}</p>
                <p className="caption text-muted">
                  {moved === 0 ? t('demo.clock.notMoved') : t('demo.clock.moved', { days: moved })}
                </p>
              </div>
              <form action={moveClockAction} className="flex flex-wrap gap-2">
                <Button line small name="days" value="1">
                  {t('demo.clock.plus1')}
                </Button>
                <Button line small name="days" value="5">
                  {t('demo.clock.plus5')}
                </Button>
                <Button line small name="days" value="30">
                  {t('demo.clock.plus30')}
                </Button>
                <Button line small name="back" value="1">
                  {t('demo.clock.back')}
                </Button>
              </form>
              <form action={moveClockAction} className="flex items-end gap-2">
                <div className="min-w-0 flex-1">
                  <TextField
                    id="date"
                    name="date"
                    type="date"
                    label={t('demo.clock.date')}
                    defaultValue={now.toISOString().slice(0, 10)}
                  />
                </div>
                <Button line>{t('demo.clock.go')}</Button>
              </form>
            </section>
            <Messages shopper={shopper} moved={request.movedClock} params={params} />
            <Arms
              choices={armChoices(experiments, shopper.placements, { forced: request.demo.forced, say })}
              say={say}
            />
            <section className="grid gap-4">
              <h2 className="display d28">{t('demo.results')}</h2>
              <p className="caption text-muted">{t('demo.results.text')}</p>
              {!staff && <p className="caption text-muted">{t('demo.staff')}</p>}
              <div className="flex flex-wrap gap-x-6">
                {simulated && <StaffLink {...{ page: 'simulated', simulated, staff, label: t('demo.results.link') }} />}
                <StaffLink {...{ page: 'results', staff, label: t('demo.results.all') }} />
              </div>
            </section>
            <section className="grid gap-4">
              <h2 className="display d28">{t('demo.visit')}</h2>
              <div>
                <p className="num">{t('demo.visit.number', { number: request.visitNumber })}</p>
                <p className="caption text-muted">{t('demo.visit.text')}</p>
              </div>
              <form action={nextVisitAction}>
                <Button line full>
                  {t('demo.visit.next')}
                </Button>
              </form>
            </section>
            <section className="grid gap-4">
              <h2 className="display d28">{t('demo.arrival')}</h2>
              <form action={setArrivalAction} className="grid gap-4">
                <SelectField
                  id="source"
                  name="source"
                  label={t('demo.arrival.source')}
                  defaultValue={source ?? ''}
                  options={[
                    { value: '', label: t('demo.arrival.none') },
                    { value: 'facebook', label: t('source.facebook') },
                    { value: 'instagram', label: t('source.instagram') },
                  ]}
                />
                <SelectField
                  id="country"
                  name="country"
                  label={t('demo.arrival.country')}
                  defaultValue={country ?? request.country}
                  options={DELIVERY_COUNTRIES.map((code) => ({ value: code, label: say.country(code) }))}
                />
                <Button line full>
                  {t('demo.arrival.set')}
                </Button>
              </form>
              <form action={startAfreshAction}>
                <Button line full>
                  {t('demo.afresh')}
                </Button>
              </form>
            </section>
          </aside>
        </div>
      </main>
    </>
  )
}
