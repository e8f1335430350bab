import 'server-only'
import { readVariants } from '@/lib/catalog/queries'
import { readCart, type CartOwner } from '@/lib/cart/queries'
import { buyable } from '@/lib/cart/rules'
import { newToken } from '@/lib/core/ids'
import { addedPanel, type Added } from '@/lib/experience/added'
import { decideReminder } from '@/lib/experience/cart'
import { notePage } from '@/lib/experience/noting'
import type { Asking } from '@/lib/experience/read-shopper'
import type { Shopper } from '@/lib/experience/schema'
import { getProjections } from '@/lib/ranking/queries'

/**
 * The panel for a piece that lies in this cart, with what goes with it; null when it does not lie there. That the
 * reminder was shown is written down like any other decision.
 */
export async function describeAdded(asking: Asking, owner: CartOwner, sku: string): Promise<Added | null> {
  const { shopper } = asking
  const [cart, projections] = await Promise.all([readCart(owner), getProjections()])
  const line = cart.lines.find((candidate) => candidate.sku === sku)
  if (!line) return null
  const inCart = cart.lines.map((candidate) => candidate.product)
  const decide = (who: Shopper) => decideReminder(who, projections, { piece: line.product, inCart })
  const reminder = decide(shopper)
  await notePage(asking, { shown: [reminder], would: (other) => [decide(other)] })
  const variants = reminder ? await readVariants(reminder.value.card.slug) : []
  return addedPanel({
    line,
    subtotal: buyable(cart.lines).reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0),
    token: newToken(6),
    reminder,
    reminderVariants: variants.filter((variant) => variant.colour === reminder?.value.colourSlug),
    say: shopper.say,
  })
}
