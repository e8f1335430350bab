import { Button } from '@/components/button'
import type { Say } from '@/lib/experience/say'
import { personalisationAction } from '@/lib/flows/actions'

/** Asks for a yes where the market needs one. Quiet: it covers nothing, and no is as near as yes. */
export function ConsentBanner({ say }: { say: Say }) {
  const { t } = say
  return (
    <section className="consent" aria-label={t('consent.title')}>
      <div className="wrap">
        <div>
          <p className="font-medium">{t('consent.title')}</p>
          <p className="caption text-muted">{t('consent.text')}</p>
        </div>
        <form action={personalisationAction}>
          <Button line small name="choice" value="on">
            {t('consent.yes')}
          </Button>
          <Button line small name="choice" value="off">
            {t('consent.no')}
          </Button>
        </form>
      </div>
    </section>
  )
}
