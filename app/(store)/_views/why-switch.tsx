import { Button } from '@/components/button'
import type { Say } from '@/lib/experience/say'
import { personalisationAction } from '@/lib/flows/actions'

/** The switch at the foot of every "Why am I seeing this?". */
export function WhySwitch({ say }: { say: Say }) {
  return (
    <form action={personalisationAction}>
      <input type="hidden" name="choice" value="off" />
      <Button line full>
        {say.t('why.turnOff')}
      </Button>
    </form>
  )
}
