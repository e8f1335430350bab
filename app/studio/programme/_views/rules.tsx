import { Lines } from '@/components/product'
import type { TermsPart } from '@/lib/experience/programme-words'
import type { Say } from '@/lib/experience/say'

/** The programme's rules in words, part by part. */
export function Rules({ parts, versions, say }: { parts: readonly TermsPart[]; versions: number; say: Say }) {
  const { t } = say
  return (
    <section className="rules grid content-start gap-4">
      <h2 className="display d28">{t('studio.rules.title')}</h2>
      <div className="folds">
        {parts.map(({ key, title, lines }, i) => (
          <details key={key} open={i < OPEN}>
            <summary>
              {title}
              <span className="chev" />
            </summary>
            <Lines items={lines.map((text) => ({ text }))} />
          </details>
        ))}
      </div>
      <p className="caption">
        <a className="link alone" href="#versions">
          {t('studio.rules.versions', { count: versions })}
        </a>
      </p>
    </section>
  )
}

/** What counts and which tiers there are can be read at once, the rest on demand. */
const OPEN = 2
