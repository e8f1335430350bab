import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BareHeader } from '@/components/header'
import { Notice } from '@/components/notice'
import { PageHead } from '@/components/page-head'
import { SkipLink } from '@/components/skip-link'
import { armChoices } from '@/lib/demo/arms'
import { JOURNEYS_IN } from '@/lib/demo/journeys'
import { readExperiments, readPreset, readSimulated } from '@/lib/demo/queries'
import { readShopper } from '@/lib/experience/read-shopper'
import { Arms } from './_views/arms'
import { Arrival } from './_views/arrival'
import { Clock } from './_views/clock'
import { JourneySteps } from './_views/journey-steps'
import { Messages } from './_views/messages'
import { Personas } from './_views/personas'
import { Results } from './_views/results'
import { Visit } from './_views/visit'

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
  const { journey: walk, offsetMs, source, country } = request.demo
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
            {JOURNEYS_IN[preset].map((journey) => (
              <JourneySteps
                key={journey.key}
                journey={journey}
                at={walk?.key === journey.key ? walk.step : null}
                say={say}
              />
            ))}
          </div>
          <aside className="side grid content-start gap-12">
            <Personas who={customer?.id ?? null} preset={preset} say={say} />
            <Clock now={now} offsetMs={offsetMs} say={say} />
            <Messages shopper={shopper} moved={request.movedClock} params={params} />
            <Arms
              choices={armChoices(experiments, shopper.placements, { forced: request.demo.forced, say })}
              say={say}
            />
            <Results simulated={simulated} staff={customer?.role === 'staff'} say={say} />
            <Visit number={request.visitNumber} say={say} />
            <Arrival source={source} country={country ?? request.country} say={say} />
          </aside>
        </div>
      </main>
    </>
  )
}
