import { Lines } from '@/components/product'
import { RowOfPieces } from '@/components/studio/row-of-pieces'
import { productPicture } from '@/lib/catalog/pictures'
import { ROW, type Placed, type Preview } from '@/lib/studio/merchandising/preview'
import { dayRange } from '@/lib/studio/days'
import type { Shop } from '@/lib/studio/shop'

/** The first row of a category without the rule and with it, and where its pieces go. */
export function RulePreview({ preview, shop }: { preview: Preview; shop: Shop }) {
  const { catalogue, say } = shop
  const { t } = say
  const category = catalogue.categories.find(({ slug }) => slug === preview.category)?.name ?? preview.category
  const same = preview.before.every(({ product }, i) => preview.after[i]?.product.slug === product.slug)
  const moves = [
    ...preview.moves.map(({ product, from, to }) =>
      to === null
        ? t('studio.rules.leaves', { piece: product.name, from })
        : t('studio.rules.moves', { piece: product.name, from, to }),
    ),
    ...(preview.more > 0 ? [t('studio.rules.more', { count: preview.more })] : []),
  ]
  return (
    <section className="grid content-start gap-6">
      <h2 className="font-medium">
        {t('studio.rules.changes', { category, day: dayRange({ from: preview.day, until: preview.day }, say) })}
      </h2>
      <RowOfPieces title={t('studio.rules.before')} pieces={cells(preview.before)} />
      <RowOfPieces title={t('studio.rules.after')} pieces={cells(preview.after)} />
      {same && <p className="text-muted">{t('studio.rules.same', { count: ROW })}</p>}
      {moves.length > 0 ? (
        <Lines items={moves.map((text) => ({ text }))} />
      ) : (
        <p className="text-muted">{t('studio.rules.noMoves', { category })}</p>
      )}
      <p className="caption text-muted">{t('studio.rules.stranger')}</p>
    </section>
  )
}

const cells = (pieces: readonly Placed[]) =>
  pieces.map(({ product, colour }) => {
    const way = product.colourways.find(({ slug }) => slug === colour) ?? product.colourways[0]
    return {
      key: product.slug,
      name: product.name,
      picture: { ...productPicture(way?.picture ?? product.detail.picture), alt: '' },
    }
  })
