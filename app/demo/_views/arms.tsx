import { showArmAction } from '@/lib/demo/actions'
import type { ArmChoice } from '@/lib/demo/arms'
import type { Say } from '@/lib/experience/say'

/** Each experiment with the arm that this browser is shown, and the others to show. */
export function Arms({ choices, say: { t } }: { choices: readonly ArmChoice[]; say: Say }) {
  return (
    <section className="grid gap-4" id="arms">
      <h2 className="display d28">{t('demo.arms')}</h2>
      <p className="caption text-muted">{t('demo.arms.text')}</p>
      <ul>
        {choices.map(({ key, name, shown, forced, arms }) => (
          <li key={key} className="person">
            <div>
              <h3 className="name">{name}</h3>
              <p className="text-muted">{t(forced ? 'demo.arms.forced' : 'demo.arms.now', { arm: shown })}</p>
            </div>
            <form action={showArmAction} className="col-span-full flex flex-wrap gap-2">
              <input type="hidden" name="experiment" value={key} />
              {arms.map((arm) => (
                <button
                  key={arm}
                  className="btn line small"
                  name="arm"
                  value={arm}
                  aria-pressed={forced && arm === shown}
                  aria-label={t('demo.arms.label', { name, arm })}
                >
                  {arm}
                </button>
              ))}
              {forced && (
                <button className="btn small" name="arm" value="" aria-label={t('demo.arms.back', { name })}>
                  {t('demo.arms.assigned')}
                </button>
              )}
            </form>
          </li>
        ))}
      </ul>
    </section>
  )
}
