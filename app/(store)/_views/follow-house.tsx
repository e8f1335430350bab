import { SayForm } from '@/components/say-form'
import { readShopper } from '@/lib/experience/read-shopper'
import { contributeAction } from '@/lib/flows/contribute-actions'
import { followOf } from '@/lib/flows/contribute-view'

/** Follows a house, or stops: a button in a form of its own, which works without a script. */
export async function FollowHouse({
  house,
  place,
}: {
  house: { slug: string; name: string }
  /** Where it stands: it is written down with what was said. */
  place: 'product' | 'house' | 'account.taste'
}) {
  const { shopper } = await readShopper()
  const button = followOf(house, place, shopper)
  return <SayForm action={contributeAction} {...button} id={`follow-${house.slug}`} look="follow" />
}
