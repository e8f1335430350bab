import type { EditorialName } from '@/lib/catalog/pictures'
import { choose, type Fresh } from '@/lib/ranking/freshness'
import type { Mood } from './hero'

/** The pictures that suit a mood, its own first: that one greets on a first visit and everybody whom nothing rotates for. */
export const SCENES: Readonly<Record<Mood, readonly [EditorialName, ...EditorialName[]]>> = {
  day: ['first-evening', 'still-life', 'tailoring'],
  bronze: ['bronze', 'still-life', 'tailoring'],
  silver: ['silver', 'tailoring'],
  gold: ['gold', 'still-life'],
}

/** What varies of a banner: its picture, and which of its lines. `key` names both in an exposure. */
export type Scene = { picture: EditorialName; line: number; key: string }

/**
 * Picture and line of this visit's banner. Both are others than on the visit before wherever there are others; without
 * freshness it is the mood's own picture with the first line.
 * @param lines how many lines there are to choose from; 1 where an offer is owed, which never rotates away.
 */
export function sceneOf(mood: Mood, lines: number, fresh: Fresh | null): Scene {
  const all = SCENES[mood].flatMap((picture) =>
    Array.from({ length: lines }, (_, line) => ({ picture, line, key: `${picture}.${line}`, weight: 1 })),
  )
  const [picture = '', line = ''] = fresh?.before.get('home.hero')?.content?.split('.') ?? []
  const others = all.filter((scene) => scene.picture !== picture)
  const both = others.filter((scene) => String(scene.line) !== line)
  const from = both.length > 0 ? both : others.length > 0 ? others : all
  return choose(from, 'home.hero', fresh) ?? { picture: SCENES[mood][0], line: 0, key: `${SCENES[mood][0]}.0` }
}
