import { EditorialBand } from '@/components/editorial-band'
import type { Band } from '@/lib/experience/band'
import type { Decision } from '@/lib/experience/decision'
import { Why } from './why'

/** The feature between two shelves. */
export function DecidedBand({ decision }: { decision: Decision<Band> }) {
  return (
    <EditorialBand place={decision.slot} {...decision.value}>
      <Why decision={decision} subject={decision.value.title} />
    </EditorialBand>
  )
}
