import { ErrorSummary, SelectField, TextField } from '@/components/form'
import { GroupedSelect } from '@/components/studio/grouped-select'
import { catalogueIndex } from '@/lib/ranking/tokens'
import { EVERYWHERE, RULE_FIELDS, type RuleErrors, type RuleTyped } from '@/lib/studio/merchandising/form'
import type { Shop } from '@/lib/studio/shop'
import { dimensionWords, tokenWords, type OptionGroup } from '@/lib/studio/values'

/** Asks for a rule. A plain form that leads to its preview. */
export function RuleForm({ typed, errors, shop }: { typed: RuleTyped; errors: RuleErrors; shop: Shop }) {
  const { t } = shop.say
  const faults = RULE_FIELDS.flatMap((id) => (errors[id] ? [{ id, text: errors[id] }] : []))
  const field = <Name extends keyof RuleTyped>(name: Name) => ({
    id: name,
    name,
    defaultValue: typed[name],
    error: errors[name],
  })
  return (
    <form action="/studio/merchandising/new" className="what-if">
      {faults.length > 0 && <ErrorSummary title={t('studio.rule.wrong.title')} items={faults} />}
      <SelectField
        {...field('kind')}
        label={t('studio.rules.kind')}
        options={(['pin', 'boost', 'bury', 'exclude'] as const).map((value) => ({
          value,
          label: t(`studio.rules.kind.${value}`),
        }))}
      />
      <GroupedSelect
        {...field('what')}
        label={t('studio.rules.what')}
        none={t('studio.rules.whatNone')}
        groups={targets(shop)}
      />
      <SelectField
        {...field('where')}
        label={t('studio.rules.where')}
        options={[
          { value: EVERYWHERE, label: t('studio.rules.everywhere') },
          ...shop.catalogue.categories.map(({ slug, name }) => ({ value: slug, label: name })),
        ]}
      />
      <div className="pair">
        <TextField
          {...field('place')}
          label={t('studio.rules.place')}
          hint={t('studio.rules.placeHint')}
          inputMode="numeric"
          autoComplete="off"
        />
        <TextField
          {...field('factor')}
          label={t('studio.rules.factor')}
          hint={t('studio.rules.factorHint')}
          inputMode="decimal"
          autoComplete="off"
        />
        <TextField {...field('from')} type="date" label={t('studio.field.from')} />
        <TextField {...field('until')} type="date" label={t('studio.field.until')} hint={t('studio.field.untilHint')} />
      </div>
      <TextField
        {...field('note')}
        label={t('studio.rules.note')}
        hint={t('studio.rules.noteHint')}
        maxLength={120}
        autoComplete="off"
      />
      <button className="btn full">{t('studio.rules.preview')}</button>
      <p className="caption text-muted">{t('studio.rules.previewNote')}</p>
    </form>
  )
}

/** Prices have no name that a marketer would use; pieces, houses and categories are chosen by themselves. */
const NO_TARGET = new Set(['price', 'house', 'category'])

/** What a rule can be about: every piece, every house, and every value that some piece has. */
function targets(shop: Shop): OptionGroup[] {
  const { catalogue, say } = shop
  const tokens = catalogueIndex(catalogue.bySlug).keys.filter((key) => !NO_TARGET.has(dimensionOf(key)))
  const dimensions = [...new Set(tokens.map(dimensionOf))].sort()
  const byLabel = (a: { label: string }, b: { label: string }) => a.label.localeCompare(b.label)
  return [
    ...catalogue.categories.map(({ slug, name }) => ({
      key: slug,
      label: name,
      options: catalogue.products
        .filter(({ category }) => category === slug)
        .map((piece) => ({ value: `product:${piece.slug}`, label: piece.name }))
        .sort(byLabel),
    })),
    {
      key: 'houses',
      label: say.t('studio.rules.houses'),
      options: catalogue.houses.map(({ slug, name }) => ({ value: `house:${slug}`, label: name })),
    },
    ...dimensions.map((dimension) => ({
      key: `attribute:${dimension}`,
      label: dimensionWords(dimension, say),
      options: tokens
        .filter((key) => dimensionOf(key) === dimension)
        .map((key) => ({ value: `attribute:${key}`, label: tokenWords(key, catalogue, say) }))
        .sort(byLabel),
    })),
  ]
}

const dimensionOf = (token: string): string => token.slice(0, token.indexOf(':'))
