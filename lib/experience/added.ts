import { productPicture } from '@/lib/catalog/pictures'
import { ONE_SIZE } from '@/lib/catalog/sku'
import type { Variant } from '@/lib/catalog/schema'
import type { CartLineView } from '@/lib/cart/rules'
import type { Minor } from '@/lib/core/money'
import type { SaidPicture } from './cards'
import type { Reminder } from './cart'
import type { Decision } from './decision'
import type { Say } from './say'
import { sizeWords, variantWords } from './sizes'

/** How a card's Add form lets a size be chosen: the one variant, or the sizes in stock. */
export type AddChoice = {
  label: string
  name: string
  sku?: string
  sizes?: { label: string; choose: string; options: { sku: string; label: string }[] }
  fields: Record<string, string>
}

/** What the panel after adding shows. */
export type Added = {
  token: string
  title: string
  close: string
  line: AddedLine
  complement?: AddedLine & { title: string; href: string; reason?: string; add: AddChoice }
  subtotal: { label: string; amount: string }
  cart: { href: string; label: string }
  keepLooking: string
}
type AddedLine = { picture: SaidPicture; house: string; name: string; variant: string; price: string }

/** The way to add a piece in one colour from a card or a panel. Null when no size of it is left. */
export function addChoice(
  piece: { name: string; category: string },
  variants: readonly Variant[],
  options: { label: string; place: string; then: 'cart' | 'stay' },
  say: Say,
): AddChoice | null {
  const { t } = say
  const left = variants.filter((variant) => variant.stock > 0)
  const [first] = left
  if (!first) return null
  const common = {
    label: options.label,
    name: t('cart.addLabel', { piece: piece.name }),
    fields: { place: options.place, then: options.then },
  }
  if (left.length === 1 && first.size === ONE_SIZE) return { ...common, sku: first.sku }
  return {
    ...common,
    sizes: {
      label: t('cart.sizeOf', { piece: piece.name }),
      choose: t('cart.chooseSize'),
      options: left.map(({ sku, size }) => ({ sku, label: sizeWords(piece, size, say) })),
    },
  }
}

/** The panel's content for a line that was just added, with the piece that goes with it when there is one. */
export function addedPanel(input: {
  line: CartLineView
  subtotal: Minor
  token: string
  reminder: Decision<Reminder> | null
  /** Sizes of the reminder's piece in the colour it is shown in. */
  reminderVariants: readonly Variant[]
  say: Say
}): Added {
  const { line, subtotal, token, reminder, reminderVariants, say } = input
  const { t, money } = say
  const card = reminder?.value.card
  const add =
    reminder && card
      ? addChoice(
          { name: card.name, category: reminder.value.category },
          reminderVariants,
          { label: t('cart.added.addReminder', { kind: reminder.value.kind }), place: 'cart.reminder', then: 'cart' },
          say,
        )
      : null
  return {
    token,
    title: t('cart.added.title'),
    close: t('why.close'),
    line: {
      picture: { ...productPicture(line.picture), alt: line.alt },
      house: line.house.name,
      name: line.productName,
      variant: variantWords(line, line.colourName, line.size, say),
      price: money(line.unitPrice),
    },
    ...(reminder && card && add
      ? {
          complement: {
            title: reminder.value.title,
            href: card.href,
            picture: card.picture,
            house: card.house,
            name: card.name,
            variant: reminder.value.colour,
            price: card.price,
            reason: card.reason,
            add,
          },
        }
      : {}),
    subtotal: { label: t('cart.subtotal'), amount: money(subtotal) },
    cart: { href: '/cart', label: t('cart.added.view') },
    keepLooking: t('cart.added.keep'),
  }
}
