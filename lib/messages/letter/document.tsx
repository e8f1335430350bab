import { Body, Container, Head, Heading, Html, Link, Preview, Section, Text } from '@react-email/components'
import type { Translator } from '@/lib/core/messages'
import type { MessageContent } from '../schema'
import { Figures, Offer, Rows } from './blocks'
import { Footer } from './footer'
import { HEAD_STYLES, LOOK } from './look'
import { Pieces } from './pieces'
import type { LetterUrls } from './urls'

export type LetterProps = { content: MessageContent; urls: LetterUrls; t: Translator }

/** A message as the HTML part of an e-mail: one column of 600 pixels, headline first, pieces last. */
export function LetterDocument({ content, urls, t }: LetterProps) {
  const { language, subject, preview, headline, paragraphs, action, rows, offer, relation, pieces } = content
  return (
    <Html lang={language}>
      <Head>
        <title>{subject}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <style dangerouslySetInnerHTML={{ __html: HEAD_STYLES }} />
      </Head>
      <Body style={LOOK.body}>
        <Preview>{preview}</Preview>
        <Container className="p" style={LOOK.sheet}>
          <Section>
            <div style={LOOK.head}>
              <Link className="i" href={urls.home} style={LOOK.wordmark}>
                {t('shop.name')}
              </Link>
            </div>
          </Section>
          <Section>
            <div style={LOOK.part}>
              <Heading as="h1" className="i h" style={LOOK.headline}>
                {headline}
              </Heading>
              {paragraphs.map((paragraph, i) => (
                <Text key={i} className="i" style={LOOK.paragraph}>
                  {paragraph}
                </Text>
              ))}
            </div>
          </Section>
          {rows.length > 0 && <Rows rows={rows} />}
          <Section>
            <div style={LOOK.part}>
              <Link className="b" href={urls.action} style={LOOK.button}>
                {action.label}
              </Link>
            </div>
          </Section>
          {offer && <Offer offer={offer} />}
          {relation && <Figures relation={relation} />}
          {pieces.length > 0 && <Pieces pieces={pieces} urls={urls} />}
          <Footer content={content} urls={urls} t={t} />
        </Container>
      </Body>
    </Html>
  )
}
