import 'server-only'
import { ONE_SIZE } from '@/lib/catalog/sku'
import { readVersioned, type Versioned } from '@/lib/core/versioned'
import { db } from '@/lib/core/db'
import { logFault } from '@/lib/core/log'

/** What a taste can be said in: the sizes that there are in each category, and the styles that pieces carry. */
export type Vocabulary = {
  /** By category slug, small to large; categories without a choice of sizes are absent. */
  sizes: ReadonlyMap<string, readonly string[]>
  /** The commonest first. */
  styles: readonly string[]
}

const memory: Versioned<Vocabulary> = {}

/**
 * The catalogue's as it is now: held in memory and read again when the catalogue has become another. When it cannot be
 * read the last one serves.
 */
export async function readVocabulary(): Promise<Vocabulary> {
  const setting = await db.setting.findUnique({ where: { key: 'catalogueVersion' } })
  return readVersioned(memory, setting?.value ?? '', load, (error) =>
    logFault('taste: its words were not read; the last ones are served', error),
  )
}

async function load(): Promise<Vocabulary> {
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
