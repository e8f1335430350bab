import 'server-only'
import { db } from '@/lib/core/db'
import { ONE_SIZE } from '@/lib/catalog/sku'

/** What a taste can be said in: the sizes that there are in each category, and the styles that pieces carry. */
export type Vocabulary = {
  /** By category slug, small to large; categories without a choice of sizes are absent. */
  sizes: ReadonlyMap<string, readonly string[]>
  /** The commonest first. */
  styles: readonly string[]
}

/** Reads it from the catalogue as it is now. */
export async function readVocabulary(): Promise<Vocabulary> {
  const [sizes, styles] = await Promise.all([
    db.$queryRaw<{ category: string; size: string }[]>`
      select distinct p.category_slug as category, v.size from variant v join product p on p.slug = v.product_slug
      where v.size <> ${ONE_SIZE}`,
    db.$queryRaw<{ style: string }[]>`
      select style from product p, unnest(p.style_tags) as style group by style order by count(*) desc, style`,
  ])
  const byCategory = new Map<string, string[]>()
  for (const { category, size } of sizes) {
    const known = byCategory.get(category)
    if (known) known.push(size)
    else byCategory.set(category, [size])
  }
  // "00" before "0", numbers before words: as they hang on the rail.
  const small = new Intl.Collator('en', { numeric: true })
  for (const list of byCategory.values()) list.sort(small.compare)
  return { sizes: byCategory, styles: styles.map(({ style }) => style) }
}
