import scenes from './editorial.json'
import type { EditorialCrop, EditorialName } from './pictures'

const alts = new Map(
  scenes.flatMap(({ name, wide, tall }) => [
    [`${name}-wide`, wide.alt],
    [`${name}-tall`, tall.alt],
  ]),
)

/** What an editorial scene shows, in words, for those who don't see it. The two crops may show different things. */
export function editorialAlt(name: EditorialName, crop: EditorialCrop): string {
  return alts.get(`${name}-${crop}`) ?? ''
}
