import { FactList } from '@/components/fact-list'
import type { Say } from '@/lib/experience/say'
import type { Decided } from '@/lib/studio/customers/decisions'

/** Each place with what is decided for it; opened, by which variant of its rule, for which reasons, from which facts. */
export function Decisions({ decisions, say: { t } }: { decisions: readonly Decided[]; say: Say }) {
  return (
    <section className="part" aria-labelledby="decisions">
      <h2 id="decisions" className="display d28">
        {t('customers.decisions.title')}
      </h2>
      <div className="decided-list">
        {decisions.map((decision) => (
          <details key={decision.slot} className="decided">
            <summary>
              <span>
                <span className="label text-muted">{decision.place}</span>
                <span className="says">{decision.says}</span>
              </span>
              <span className="chev" />
            </summary>
            <div className="grid gap-4">
              <p className="caption text-muted">{t('customers.decisions.arm', { arm: decision.arm })}</p>
              {!decision.personal && <p className="caption">{t('customers.decisions.everybody')}</p>}
              <div>
                <h3 className="caption font-medium">{t('customers.decisions.rule')}</h3>
                <p className="max-w-[72ch]">{decision.rule}</p>
              </div>
              {decision.reasons.length > 0 && (
                <div className="grid gap-2">
                  <h3 className="caption font-medium">{t('customers.decisions.reasons')}</h3>
                  <FactList items={decision.reasons.map(({ text, weight }) => ({ text, figure: weight }))} />
                </div>
              )}
              {decision.facts.length > 0 && (
                <div className="grid gap-2">
                  <h3 className="caption font-medium">{t('customers.decisions.facts')}</h3>
                  <FactList items={decision.facts} />
                </div>
              )}
            </div>
          </details>
        ))}
      </div>
    </section>
  )
}
