import 'server-only'
import { readVariants } from '@/lib/catalog/queries'
import { readCart, type CartOwner } from '@/lib/cart/queries'
import { newToken } from '@/lib/core/ids'
import { addedPanel, type Added } from '@/lib/experience/added'
import { decideReminder } from '@/lib/experience/cart'
import type { Shopper } from '@/lib/experience/schema'
import { getProjections } from '@/lib/ranking/queries'

/** The panel for a piece that lies in this cart, with what goes with it; null when it does not lie there. */
export async function describeAdded(shopper: Shopper, owner: CartOwner, sku: string): Promise<Added | null> {
  const [cart, projections] = await Promise.all([readCart(owner), getProjections()])
  const line = cart.lines.find((candidate) => candidate.sku === sku)
  if (!line) return null
  const reminder = decideReminder(shopper, projections, {
    piece: line.product,
    inCart: cart.lines.map((candidate) => candidate.product),
  })
  const variants = reminder ? await readVariants(reminder.value.card.slug) : []
  return addedPanel({
    line,
    subtotal: cart.lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0),
    token: newToken(6),
    reminder,
    reminderVariants: variants.filter((variant) => variant.colour === reminder?.value.colourSlug),
    say: shopper.say,
  })
}
