import { Button } from '@/components/button'
import { JourneyBar } from '@/components/journey-bar'
import { nextStepAction } from '@/lib/demo/actions'
import { journeyOf } from '@/lib/demo/journeys'
import { readShopper } from '@/lib/experience/read-shopper'

/** The presenter's bar at the bottom of every page while a journey runs in this browser; nothing otherwise. */
export async function JourneySlot() {
  const { shopper, request } = await readShopper()
  const walk = request.demo.on ? request.demo.journey : null
  const journey = walk && journeyOf(walk.key)
  const step = walk && journey?.steps[walk.step]
  if (!walk || !journey || !step) return null
  const { t } = shopper.say
  const next = walk.acts < step.acts.length ? step : journey.steps[walk.step + 1]
  return (
    <JourneyBar
      label={t('demo.journey.label')}
      at={t('demo.journey.at', { step: walk.step + 1, steps: journey.steps.length })}
      say={`“${step.line}”`}
    >
      <form action={nextStepAction}>
        <Button small>{next ? t('demo.journey.next', { step: next.next }) : t('demo.journey.end')}</Button>
      </form>
    </JourneyBar>
  )
}
