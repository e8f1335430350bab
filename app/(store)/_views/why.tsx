import Link from 'next/link'
import { WhyPanel } from '@/components/why-panel'
import { Button } from '@/components/button'
import type { Decision } from '@/lib/experience/decision'
import { readShopper } from '@/lib/experience/read-shopper'
import { whyOf } from '@/lib/experience/why'
import { personalisationAction } from '@/lib/flows/actions'

/**
 * "Why am I seeing this?" for one decision: a link that asks, and the panel when this page's address does. Nothing
 * where the decision is nobody's in particular. It is a link and not a hidden panel, so that a page says each thing
 * once and only those who ask load the answer; it works without a script.
 */
export async function Why({ decision, subject }: { decision: Decision<unknown> | null; subject: string }) {
  const { shopper, request } = await readShopper()
  const why = decision && whyOf(decision, subject, shopper.say)
  if (!decision || !why) return null
  const url = new URL(request.url, 'http://shop.invalid')
  const asked = url.searchParams.get('why') === decision.slot
  url.searchParams.set('why', decision.slot)
  return (
    <>
      {/* Not a plain link: the page stays where it was scrolled to. */}
      <Link className="link alone caption" href={url.pathname + url.search} scroll={false} prefetch={false}>
        {why.title}
      </Link>
      {asked && (
        <WhyPanel {...why}>
          {decision.personal && (
            <form action={personalisationAction}>
              <input type="hidden" name="choice" value="off" />
              <Button line full>
                {shopper.say.t('why.turnOff')}
              </Button>
            </form>
          )}
        </WhyPanel>
      )}
    </>
  )
}
