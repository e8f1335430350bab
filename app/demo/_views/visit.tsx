import { Button } from '@/components/button'
import { nextVisitAction } from '@/lib/demo/actions'
import type { Say } from '@/lib/experience/say'

/** Which visit of this browser it is, and the way to the next one. */
export function Visit({ number, say: { t } }: { number: number; say: Say }) {
  return (
    <section className="grid gap-4">
      <h2 className="display d28">{t('demo.visit')}</h2>
      <div>
        <p className="num">{t('demo.visit.number', { number })}</p>
        <p className="caption text-muted">{t('demo.visit.text')}</p>
      </div>
      <form action={nextVisitAction}>
        <Button line full>
          {t('demo.visit.next')}
        </Button>
      </form>
    </section>
  )
}
