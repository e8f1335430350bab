import { FormSection } from '@/components/form'
import {
  EditingArea,
  EditingChecks,
  EditingFolds,
  EditingForm,
  EditingGroups,
  EditingHidden,
  EditingSelect,
  EditingSubmit,
  EditingText,
} from '@/components/studio/editing-form'
import { EDITORIAL_NAMES } from '@/lib/catalog/pictures'
import { CONTENT_KINDS } from '@/lib/content/schema'
import { NO_TIER } from '@/lib/content/suits'
import { placeholdersOf } from '@/lib/content/words'
import { saveContentAction } from '@/lib/studio/content/actions'
import type { StoredContent } from '@/lib/studio/content/queries'
import { NEW_CONTENT, tokensOf, typedOf } from '@/lib/studio/content/typed'
import { monthName } from '@/lib/studio/content/words'
import type { Shop } from '@/lib/studio/shop'
import { selectable } from '@/lib/studio/values'

/** All that content is made of. `content` is null for new content. */
export function ContentForm({ content, shop }: { content: StoredContent | null; shop: Shop }) {
  const { t } = shop.say
  return (
    <EditingForm
      action={saveContentAction}
      values={content ? { ...typedOf(content), seen: content.updatedAt.toISOString() } : NEW_CONTENT}
    >
      <input type="hidden" name="piece" value={content?.slug ?? ''} />
      <EditingHidden name="seen" />
      <Words content={content} shop={shop} />
      <Selection content={content} shop={shop} />
      <Suits shop={shop} />
      <Turns shop={shop} />
      <div>
        <EditingSubmit
          label={t(content?.status === 'live' ? 'studio.content.saveLive' : 'studio.content.save')}
          pending={t('studio.publish.pending')}
        />
      </div>
    </EditingForm>
  )
}

function Words({ content, shop }: { content: StoredContent | null; shop: Shop }) {
  const { catalogue, programme, say } = shop
  const { t } = say
  return (
    <FormSection title={t('studio.content.words')} line={t('studio.content.wordsLine')}>
      <EditingText name="title" label={t('studio.content.title')} maxLength={80} required />
      {!content && (
        <>
          <EditingSelect
            name="kind"
            label={t('studio.content.kind')}
            hint={t('studio.content.kindHint')}
            options={CONTENT_KINDS.map((kind) => ({ value: kind, label: t(`studio.content.kind.${kind}`) }))}
          />
          <EditingText
            name="slug"
            label={t('studio.content.address')}
            hint={t('studio.content.addressHint')}
            maxLength={80}
          />
        </>
      )}
      <EditingText
        name="line"
        label={t('studio.content.line')}
        hint={t('studio.content.lineHint')}
        maxLength={160}
        required
      />
      <EditingArea
        name="body"
        label={t('studio.content.body')}
        hint={t('studio.content.bodyHint', { filled: say.list(placeholdersOf(programme.tiers[0]?.key ?? '')) })}
        rows={10}
      />
      <EditingText
        name="link"
        label={t('studio.content.link')}
        hint={t('studio.content.linkHint')}
        maxLength={40}
        required
      />
      <EditingGroups
        name="picture"
        label={t('studio.content.picture')}
        none={t('studio.content.wrong.picture')}
        groups={[
          {
            key: 'scenes',
            label: t('studio.content.scenes'),
            options: EDITORIAL_NAMES.map((name) => ({ value: `editorial:${name}`, label: sceneName(name) })),
          },
          ...catalogue.categories.map(({ slug, name }) => ({
            key: slug,
            label: name,
            options: catalogue.products
              .filter(({ category }) => category === slug)
              .map((piece) => ({ value: `product:${piece.slug}`, label: piece.name }))
              .sort((a, b) => a.label.localeCompare(b.label)),
          })),
        ]}
      />
    </FormSection>
  )
}

/** "first-evening" as it is said: "First evening". */
const sceneName = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')

function Selection({ content, shop }: { content: StoredContent | null; shop: Shop }) {
  const { t } = shop.say
  return (
    <FormSection title={t('studio.content.selection')} line={t('studio.content.selectionLine')}>
      <EditingFolds name="select" groups={selectable(shop.catalogue, shop.say, tokensOf(content?.selects ?? null))} />
      <EditingText name="priceFrom" label={t('studio.content.priceFrom')} inputMode="decimal" half />
      <EditingText name="priceTo" label={t('studio.content.priceTo')} inputMode="decimal" half />
      <EditingArea
        name="products"
        label={t('studio.content.products')}
        hint={t('studio.content.productsHint')}
        rows={3}
      />
    </FormSection>
  )
}

function Suits({ shop }: { shop: Shop }) {
  const { programme, catalogue, say } = shop
  const { t, locale } = say
  return (
    <FormSection title={t('studio.content.who')} line={t('studio.content.whoLine')}>
      <EditingChecks
        name="tiers"
        label={t('studio.content.tiers')}
        options={[
          { value: NO_TIER, label: t('studio.content.noTier') },
          ...programme.tiers.map(({ key, name }) => ({ value: key, label: name })),
        ]}
      />
      <EditingChecks
        name="who"
        label={t('studio.content.whoField')}
        options={(['guest', 'customer', 'client'] as const).map((who) => {
          return { value: who, label: t(`studio.content.who.${who}`) }
        })}
      />
      <EditingChecks
        name="months"
        label={t('studio.content.months')}
        options={Array.from({ length: 12 }, (_, i) => ({ value: String(i + 1), label: monthName(i + 1, locale) }))}
      />
      <EditingText name="arrivals" label={t('studio.content.arrivals')} hint={t('studio.content.arrivalsHint')} half />
      <EditingText
        name="countries"
        label={t('studio.content.countries')}
        hint={t('studio.content.countriesHint')}
        half
      />
      <EditingText
        name="likes"
        label={t('studio.content.likes')}
        hint={t('studio.content.likesHint', { house: catalogue.houses[0]?.slug ?? '' })}
      />
    </FormSection>
  )
}

function Turns({ shop }: { shop: Shop }) {
  const { t } = shop.say
  return (
    <FormSection title={t('studio.content.turns')}>
      <EditingText name="from" type="date" label={t('studio.field.from')} hint={t('studio.content.fromHint')} half />
      <EditingText name="until" type="date" label={t('studio.field.until')} hint={t('studio.field.untilHint')} half />
      <EditingText name="visits" label={t('studio.content.visits')} inputMode="numeric" half />
      <EditingText name="days" label={t('studio.content.capDays')} inputMode="numeric" half />
      <EditingText
        name="weight"
        label={t('studio.content.weight')}
        hint={t('studio.content.weightHint')}
        inputMode="decimal"
        half
      />
    </FormSection>
  )
}
