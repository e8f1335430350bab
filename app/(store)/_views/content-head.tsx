import type { ReactNode } from 'react'
import { Notice } from '@/components/notice'
import { Picture } from '@/components/picture'
import { WideTall } from '@/components/picture/wide-tall'
import { MS_PER_DAY, startOfDay } from '@/lib/core/days'
import type { Content } from '@/lib/content/schema'
import { tiersNamedIn } from '@/lib/content/words'
import { paragraphsOf } from '@/lib/experience/content-page'
import { contentPicture } from '@/lib/experience/content-picture'
import type { AskedContent } from '@/lib/experience/read-content'
import type { Shopper } from '@/lib/experience/schema'

/** What an edit, a promotion or a story begins with: picture, title, line and paragraphs, and a note for staff. */
export function ContentHead({ asked, line }: { asked: AskedContent; line?: string }) {
  const { asking, content, hidden } = asked
  const { shopper } = asking
  const { t } = shopper.say
  return (
    <>
      {hidden && (
        <div className="wrap pt-4">
          <Notice kind="info" title={t(`content.${hidden}.title`)} text={hiddenText(hidden, content, shopper)}>
            <p>
              <a className="link alone" href={`/studio/content/${content.slug}`}>
                {t('content.studio')}
              </a>
            </p>
          </Notice>
        </div>
      )}
      <header className="content-head">
        <Figure picture={contentPicture(content, shopper.catalogue)} />
        <div className="copy">
          {/* As the house wrote it, whatever the page speaks. */}
          <h1 lang="en" className="display d64">
            {content.title}
          </h1>
          <p lang="en" className="content-line">
            {content.line}
          </p>
          {paragraphsOf(content, shopper).map((text) => (
            <p key={text} lang="en">
              {text}
            </p>
          ))}
          {tiersNamedIn(content.body).length > 0 && (
            <p>
              <a className="link alone" href="/loyalty">
                {t('content.programme')}
              </a>
            </p>
          )}
          {line && <p className="caption num text-muted">{line}</p>}
        </div>
      </header>
    </>
  )
}

function Figure({ picture }: { picture: ReturnType<typeof contentPicture> }): ReactNode {
  if (!picture) return null
  return (
    <figure className={'piece' in picture ? 'of-piece' : undefined}>
      {'piece' in picture ? (
        <Picture picture={picture.piece} sizes="(width >= 900px) 42vw, 100vw" eager />
      ) : (
        <WideTall wide={picture.wide} tall={picture.tall} sizes="58vw" first />
      )}
    </figure>
  )
}

function hiddenText(hidden: AskedContent['hidden'], { from, until }: Content, { say, programme }: Shopper): string {
  const { t, date } = say
  if (hidden !== 'dates') return t('content.hidden')
  const said = (day: string): string => date(startOfDay(Date.parse(day) / MS_PER_DAY, programme.timeZone))
  if (from && until) return t('content.dates.between', { from: said(from), until: said(until) })
  return from ? t('content.dates.from', { from: said(from) }) : t('content.dates.until', { until: said(until ?? '') })
}
