import type { Say } from '@/lib/experience/say'
import type { Letter } from '@/lib/messages/letter/render'

/** How wide a letter is shown, in pixels. */
const WIDTHS = { phone: 390, desktop: 640 } as const

/**
 * A letter as a phone and as a larger window show it, and its text part. The frames run nothing and may go nowhere; where
 * one is wider than the page it is scrolled to, also by the keyboard.
 */
export function LetterPreview({ letter, language, say: { t } }: { letter: Letter; language: string; say: Say }) {
  return (
    <section className="letter-preview pb-28" aria-labelledby="letter">
      <h2 id="letter" className="display d28">
        {t('outbox.letter.title')}
      </h2>
      <p className="caption max-w-[72ch] text-muted">{t('outbox.letter.note')}</p>
      <div className="letter-frames">
        {(['phone', 'desktop'] as const).map((size) => (
          <figure key={size}>
            <figcaption className="label text-muted">{t(`outbox.letter.${size}`, { width: WIDTHS[size] })}</figcaption>
            <div
              className="letter-scroll"
              tabIndex={0}
              role="group"
              aria-label={t(`outbox.letter.${size}`, { width: WIDTHS[size] })}
            >
              <iframe
                title={t(`outbox.letter.${size}Title`)}
                srcDoc={letter.html}
                sandbox=""
                width={WIDTHS[size]}
                height={820}
                className={size}
              />
            </div>
          </figure>
        ))}
        <figure className="letter-text">
          <figcaption className="label text-muted">{t('outbox.letter.text')}</figcaption>
          <pre lang={language} tabIndex={0} aria-label={t('outbox.letter.text')}>
            {letter.text}
          </pre>
        </figure>
      </div>
    </section>
  )
}
