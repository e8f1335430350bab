import { HeadingRow } from '@/components/page-head'
import { Table } from '@/components/table'
import { pointsView } from '@/lib/experience/points-view'
import type { Shopper } from '@/lib/experience/schema'

/** The points with their statement, newest first; nothing in a programme without points. */
export function Statement({ shopper, whole }: { shopper: Shopper; whole: boolean }) {
  const { t } = shopper.say
  const view = pointsView(shopper, whole)
  if (!view) return null
  return (
    <section className="part" id="points">
      <HeadingRow title={t('loyalty.points')}>
        <p className="caption num text-muted">{view.line}</p>
      </HeadingRow>
      {view.worth && <p>{view.worth}</p>}
      {view.lines.length === 0 ? (
        <p className="text-muted">{t('points.none')}</p>
      ) : (
        <Table
          label={t('loyalty.points')}
          columns={[
            { label: t('points.date'), whole: true },
            { label: t('points.for') },
            { label: t('points.state'), desk: true },
            { label: t('points.points'), right: true, whole: true },
            { label: t('points.balance'), right: true },
          ]}
          rows={view.lines.map(({ key, date, dateTime, text, href, state, points, balance }) => ({
            key,
            cells: [
              <time key="date" dateTime={dateTime}>
                {date}
              </time>,
              href ? (
                <a key="for" href={href}>
                  {text}
                </a>
              ) : (
                text
              ),
              state,
              points,
              balance,
            ],
          }))}
        />
      )}
      {view.more && (
        <p>
          <a className="link alone caption" href="/account/loyalty?statement=all#points">
            {t('points.all')}
          </a>
        </p>
      )}
    </section>
  )
}
