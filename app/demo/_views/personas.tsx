import { DemoPersona } from '@/components/demo-persona'
import { becomeAction } from '@/lib/demo/actions'
import { lineOf, PERSONAS } from '@/lib/demo/personas'
import type { Say } from '@/lib/experience/say'
import type { PresetName } from '@/lib/loyalty/presets'

/** The demo's people, each to become. `who`: the id of whoever this browser is; null for a newcomer. */
export function Personas({ who, preset, say: { t } }: { who: string | null; preset: PresetName; say: Say }) {
  return (
    <section>
      <h2 className="display d28 pb-4">{t('demo.become')}</h2>
      <ul>
        {PERSONAS.map((persona) => {
          const { key, id, name } = persona
          return (
            <DemoPersona
              key={key}
              name={name}
              line={lineOf(persona, preset)}
              {...(who === id
                ? { state: t('demo.become.this') }
                : {
                    become: {
                      action: becomeAction,
                      id: id ?? key,
                      label: t('demo.become.button'),
                      name: t('demo.become.label', { name }),
                    },
                  })}
            />
          )
        })}
      </ul>
    </section>
  )
}
