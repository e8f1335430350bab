import { Column, Heading, Row, Section, Text } from '@react-email/components'
import type { MessageContent } from '../schema'
import { LOOK } from './look'

/** What an order or a return comes to: a table that is one, with a header for each line. */
export function Rows({ rows }: Pick<MessageContent, 'rows'>) {
  return (
    <Section>
      <div style={LOOK.part}>
        <table width="100%" cellPadding={0} cellSpacing={0} style={{ borderCollapse: 'collapse' }}>
          <tbody>
            {rows.map(({ label, value }, i) => (
              <tr key={i}>
                <th scope="row" align="left" className="i l" style={LOOK.cell}>
                  {label}
                </th>
                <td className="i l" style={{ ...LOOK.cell, ...LOOK.value }}>
                  {value}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

/** What was promised, between two hairlines. */
export function Offer({ offer }: { offer: NonNullable<MessageContent['offer']> }) {
  return (
    <Section>
      <div style={LOOK.part}>
        <div className="l" style={{ ...LOOK.ruled, paddingTop: '24px' }}>
          <Heading as="h2" className="i" style={LOOK.title}>
            {offer.title}
          </Heading>
          <Text className="i" style={{ ...LOOK.paragraph, marginTop: '8px' }}>
            {offer.text}
          </Text>
          {offer.until && (
            <Text className="m" style={{ ...LOOK.caption, marginTop: '4px' }}>
              {offer.until}
            </Text>
          )}
        </div>
      </div>
    </Section>
  )
}

/** What the shop and the customer are to each other, in a band of stone. */
export function Figures({ relation }: { relation: NonNullable<MessageContent['relation']> }) {
  return (
    <Section style={{ marginBottom: '32px' }}>
      <div className="s" style={LOOK.band}>
        <Text className="i" style={LOOK.strong}>
          {relation.statement}
        </Text>
        {relation.figures.length > 0 && (
          <Row style={{ marginTop: '20px' }}>
            {relation.figures.map(({ value, label }, i) => (
              <Column key={i} className="f" style={{ verticalAlign: 'top', paddingRight: '16px' }}>
                <Text className="i" style={LOOK.figure}>
                  {value}
                </Text>
                <Text className="m" style={LOOK.caption}>
                  {label}
                </Text>
              </Column>
            ))}
          </Row>
        )}
      </div>
    </Section>
  )
}
