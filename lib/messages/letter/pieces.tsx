import { Column, Heading, Img, Link, Row, Section, Text } from '@react-email/components'
import type { MessagePiece } from '../schema'
import { LOOK } from './look'
import type { LetterUrls } from './urls'

/** What a picture is shown as on a wide screen, in CSS pixels: half its own width, for dense screens. */
const SHOWN = { width: 264, height: 330 }

/** Pieces two by two; one below the other on phones. */
export function Pieces({ pieces, urls }: { pieces: readonly MessagePiece[]; urls: LetterUrls }) {
  const rows = Array.from({ length: Math.ceil(pieces.length / 2) }, (_, i) => pieces.slice(2 * i, 2 * i + 2))
  return (
    <Section>
      <div style={{ padding: '0 24px' }}>
        {rows.map(([left, right], i) => (
          <Row key={i}>
            {left && <Piece piece={left} urls={urls} side="left" />}
            {right ? <Piece piece={right} urls={urls} side="right" /> : <Column className="n" style={LOOK.column} />}
          </Row>
        ))}
      </div>
    </Section>
  )
}

function Piece({ piece, urls, side }: { piece: MessagePiece; urls: LetterUrls; side: 'left' | 'right' }) {
  const { name, house, price, alt, reason } = piece
  const picture = urls.picture(piece)
  const gap = side === 'left' ? { paddingRight: '12px' } : { paddingLeft: '12px' }
  return (
    <Column className="c" style={{ ...LOOK.column, ...gap }}>
      <Link href={urls.piece(piece)} className="i" style={LOOK.plainLink}>
        {picture && <Img className="w" loading="lazy" src={picture} alt={alt} {...SHOWN} style={LOOK.picture} />}
        <Text className="m" style={{ ...LOOK.label, marginTop: '12px' }}>
          {house}
        </Text>
        <Heading as="h2" className="i" style={LOOK.strong}>
          {name}
        </Heading>
      </Link>
      <Text className="i" style={{ ...LOOK.caption, color: LOOK.strong.color }}>
        {price}
      </Text>
      {reason && (
        <Text className="m" style={{ ...LOOK.caption, marginTop: '4px' }}>
          {reason}
        </Text>
      )}
    </Column>
  )
}
