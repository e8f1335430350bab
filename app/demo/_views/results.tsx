import type { Say } from '@/lib/experience/say'
import { StaffLink } from './staff-link'

/** The ways to what was measured. `simulated`: the experiment whose past is simulated, where there is one. */
export function Results({ simulated, staff, say: { t } }: { simulated: string | null; staff: boolean; say: Say }) {
  return (
    <section className="grid gap-4">
      <h2 className="display d28">{t('demo.results')}</h2>
      <p className="caption text-muted">{t('demo.results.text')}</p>
      {!staff && <p className="caption text-muted">{t('demo.staff')}</p>}
      <div className="flex flex-wrap gap-x-6">
        {simulated && <StaffLink {...{ page: 'simulated', simulated, staff, label: t('demo.results.link') }} />}
        <StaffLink {...{ page: 'results', staff, label: t('demo.results.all') }} />
      </div>
    </section>
  )
}
