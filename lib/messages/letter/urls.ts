import { pathFrom } from '../links'
import type { MessagePiece } from '../schema'

/** Where a letter's links lead. */
export type LetterLinks = {
  /** The shop's own origin: "https://sorento.example". */
  site: string
  messageId: string
  /** Where one says no to such messages (a path); null for what is transactional. */
  unsubscribe: string | null
}

/** Every address that a letter names, whole: mail clients know of no base. */
export type LetterUrls = {
  home: string
  action: string
  inbox: string
  preferences: string
  unsubscribe: string | null
  piece: (piece: MessagePiece) => string
  /** Null where a piece has no picture that mail clients can show. */
  picture: (piece: MessagePiece) => string | null
}

/** A colourway's picture, named after its piece and colour. */
const PICTURE = /^\/?pictures\/products\/([a-z0-9-]+)$/

/**
 * The addresses of a letter. Those into the shop are arrivals by this message; saying no and choosing what to get are not:
 * nobody who leaves is counted as having been won.
 */
export function urlsOf(action: string, { site, messageId, unsubscribe }: LetterLinks): LetterUrls {
  const to = (path: string): string => site + pathFrom(messageId, path)
  return {
    ...{ home: to('/'), action: to(action), inbox: to(`/account/inbox/${encodeURIComponent(messageId)}`) },
    preferences: `${site}/account/letters`,
    unsubscribe: unsubscribe && site + unsubscribe,
    piece: (piece) => to(pathOf(piece)),
    picture: ({ picture }) => {
      const name = PICTURE.exec(picture)?.[1]
      return name ? `${site}/pictures/letters/${name}.jpg` : null
    },
  }
}

/** A piece's page, in the colour in which the letter shows it. */
function pathOf({ slug, picture }: MessagePiece): string {
  const name = PICTURE.exec(picture)?.[1] ?? ''
  const colour = name.startsWith(`${slug}-`) ? name.slice(slug.length + 1) : ''
  return colour ? `/p/${slug}?colour=${colour}` : `/p/${slug}`
}
