import { Link, Section, Text } from '@react-email/components'
import { becauseOf } from './because'
import type { LetterProps } from './document'
import { LOOK } from './look'

/** Why they get it, where to read it in the shop, what else to choose, how to say no, and who writes. */
export function Footer({ content, urls, t }: LetterProps) {
  const links = [
    { href: urls.inbox, label: t('message.letter.inbox') },
    { href: urls.preferences, label: t('message.letter.preferences') },
    ...(urls.unsubscribe ? [{ href: urls.unsubscribe, label: t('message.letter.unsubscribe') }] : []),
  ]
  return (
    <Section>
      <div style={{ padding: '32px 24px 48px' }}>
        <div className="l" style={{ ...LOOK.ruled, paddingTop: '12px' }}>
          <Text className="m" style={LOOK.foot}>
            {becauseOf(content, t)}
          </Text>
          {links.map(({ href, label }) => (
            <Text key={href} className="m" style={LOOK.foot}>
              <Link className="i" href={href} style={LOOK.link}>
                {label}
              </Link>
            </Text>
          ))}
          <Text className="m" style={LOOK.foot}>
            {t('message.letter.address')}
          </Text>
        </div>
      </div>
    </Section>
  )
}
