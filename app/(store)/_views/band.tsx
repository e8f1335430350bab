import { EditorialBand } from '@/components/editorial-band'
import { WhyButton, WhyPanel } from '@/components/why-panel'
import type { Band } from '@/lib/experience/band'
import type { Decision } from '@/lib/experience/decision'
import type { Say } from '@/lib/experience/say'
import { whyOf } from '@/lib/experience/why'
import { WhySwitch } from './why-switch'

/** The feature between two shelves. */
export function DecidedBand({ decision, say }: { decision: Decision<Band>; say: Say }) {
  const why = whyOf(decision, decision.value.title, say)
  return (
    <>
      <EditorialBand {...decision.value}>{why && <WhyButton panel={why.id} label={why.title} />}</EditorialBand>
      {why && (
        <WhyPanel {...why}>
          <WhySwitch say={say} />
        </WhyPanel>
      )}
    </>
  )
}
