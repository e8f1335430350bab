import { Button } from '@/components/button'
import { HeadingRow } from '@/components/page-head'
import { Steps } from '@/components/steps'
import { goToStepAction, startJourneyAction } from '@/lib/demo/actions'
import type { Journey } from '@/lib/demo/journeys/schema'
import type { Say } from '@/lib/experience/say'

/** One of the journeys, step by step, each to go to. `at`: the step at which this browser is; null when it is on no walk. */
export function JourneySteps({ journey, at, say: { t } }: { journey: Journey; at: number | null; say: Say }) {
  return (
    <section className="grid gap-4">
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
            <select className="input small" name="step" defaultValue={at ?? 0} aria-label={t('demo.journey.step')}>
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
          ...(at === null || i > at ? {} : { state: t(i === at ? 'demo.journey.now' : 'demo.journey.seen') }),
          current: i === at,
        }))}
      />
    </section>
  )
}
