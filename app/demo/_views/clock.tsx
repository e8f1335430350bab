import { Button } from '@/components/button'
import { TextField } from '@/components/form'
import { MS_PER_DAY } from '@/lib/core/days'
import { moveClockAction } from '@/lib/demo/actions'
import type { Say } from '@/lib/experience/say'

/** When it is for this browser, and the ways to move that. */
export function Clock({ now, offsetMs, say }: { now: Date; offsetMs: number; say: Say }) {
  const { t } = say
  const moved = Math.round(offsetMs / MS_PER_DAY)
  return (
    <section className="grid gap-4">
      <h2 className="display d28">{t('demo.clock')}</h2>
      <div>
        <p className="num">{say.moment(now)}</p>
        <p className="caption text-muted">
          {moved === 0 ? t('demo.clock.notMoved') : t('demo.clock.moved', { days: moved })}
        </p>
      </div>
      <form action={moveClockAction} className="flex flex-wrap gap-2">
        <Button line small name="days" value="1">
          {t('demo.clock.plus1')}
        </Button>
        <Button line small name="days" value="5">
          {t('demo.clock.plus5')}
        </Button>
        <Button line small name="days" value="30">
          {t('demo.clock.plus30')}
        </Button>
        <Button line small name="back" value="1">
          {t('demo.clock.back')}
        </Button>
      </form>
      <form action={moveClockAction} className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextField
            id="date"
            name="date"
            type="date"
            label={t('demo.clock.date')}
            defaultValue={now.toISOString().slice(0, 10)}
          />
        </div>
        <Button line>{t('demo.clock.go')}</Button>
      </form>
    </section>
  )
}
