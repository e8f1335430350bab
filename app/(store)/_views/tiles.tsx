import { EditRow, EditTile } from '@/components/edit-tile'
import type { ContentView } from '@/lib/experience/content'
import type { Decision } from '@/lib/experience/decision'
import { Why } from './why'

/** A decided piece of content as a tile: among the cards of a listing, or in a row of its own. */
export function ContentTile({ decision, row }: { decision: Decision<ContentView>; row?: boolean }) {
  const { slug, title, line, link, wide, tall } = decision.value
  return (
    <EditTile
      picture={row ? wide : tall}
      title={title}
      line={line}
      link={link}
      place={decision.slot}
      content={slug}
      row={row}
    >
      <Why decision={decision} subject={title} />
    </EditTile>
  )
}

/** The row of one or two pieces; nothing where there is none. */
export function ContentRow({ decisions }: { decisions: readonly Decision<ContentView>[] }) {
  if (decisions.length === 0) return null
  return (
    <EditRow>
      {decisions.map((decision) => (
        <ContentTile key={decision.slot} decision={decision} row />
      ))}
    </EditRow>
  )
}
