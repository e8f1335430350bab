import type { Product } from '@/lib/catalog/schema'
import type { Shopper } from '@/lib/experience/schema'

/** A button that says something: what it sends, what it is called, whether it holds now. */
export type SayingButton = { fields: Record<string, string>; label: string; name: string; pressed?: boolean }

/** What the page of a piece offers to say of it, and what was said. The colour is that which the page shows. */
export function saidOf(piece: Product, colour: string, shopper: Shopper) {
  const { say, contributions, allowed } = shopper
  const { t } = say
  const { slug: product, name } = piece
  const wished = contributions.wishlist.some((wish) => wish.product === product)
  const liked = contributions.liked.has(product)
  const disliked = contributions.disliked.has(product)
  const about = { product, colour, place: 'product' }
  const teaches = allowed ? '' : 'Off'
  return {
    wish: {
      fields: { ...about, kind: wished ? 'unwish' : 'wish' },
      label: t(wished ? 'wish.remove' : 'wish.add'),
      name: t(wished ? 'wish.removeName' : 'wish.addName', { piece: name }),
    },
    like: {
      fields: { ...about, kind: liked ? 'unlike' : 'like' },
      label: t('opinion.like'),
      name: t('opinion.likeName', { piece: name }),
      pressed: liked,
    },
    dislike: {
      fields: { ...about, kind: disliked ? 'unlike' : 'dislike' },
      label: t('opinion.dislike'),
      name: t('opinion.dislikeName', { piece: name }),
      pressed: disliked,
    },
    line: liked
      ? t(`opinion.liked${teaches}`)
      : disliked
        ? t(`opinion.disliked${teaches}`)
        : t(wished ? 'wish.in' : `opinion.explain${teaches}`),
    ...(wished ? { link: { href: '/wishlist', label: t('wish.see') } } : {}),
  } satisfies { wish: SayingButton; like: SayingButton; dislike: SayingButton; line: string; link?: object }
}

/** The button that follows a house, or stops. */
export function followOf(
  house: { slug: string; name: string },
  place: 'product' | 'house' | 'account.taste',
  { say: { t }, contributions }: Pick<Shopper, 'say' | 'contributions'>,
): SayingButton {
  const pressed = contributions.follows.includes(house.slug)
  return {
    fields: { kind: pressed ? 'unfollow' : 'follow', house: house.slug, place },
    label: t(pressed ? 'follow.following' : 'follow.follow'),
    name: t(pressed ? 'follow.followingName' : 'follow.followName', { house: house.name }),
    pressed,
  }
}

/** What she wished for and the shop still has, newest wish first; in the colour she wished for, if there is one. */
export function wishesOf({
  contributions,
  catalogue,
}: Pick<Shopper, 'contributions' | 'catalogue'>): { piece: Product; colour: string; at: Date }[] {
  return contributions.wishlist.flatMap(({ product, colour, at }) => {
    const piece = catalogue.bySlug.get(product)
    const way = piece?.colourways.find((one) => one.slug === colour) ?? piece?.colourways[0]
    return piece && way ? [{ piece, colour: way.slug, at }] : []
  })
}

/** The size she takes in a category, as she said; null where she said none. */
export function sizeSaid({ contributions }: Pick<Shopper, 'contributions'>, category: string): string | null {
  const prefix = `size:${category}:`
  return contributions.preferences.find((value) => value.startsWith(prefix))?.slice(prefix.length) ?? null
}
