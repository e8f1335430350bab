import type { Metal } from '@/components/tiers'

export type TierHeadProps = {
  metal: Metal
  /** "Your tier" */
  label: string
  /** "Bronze", or "You are Bronze" */
  title: string
  line?: string
  /** The tier has just been reached: its hairline shines once. */
  reached?: boolean
  /** Under a page's own heading it is an h2. */
  heading?: 'h1' | 'h2'
}

/** A tier as a page's name: one rule, one word, one sentence. */
export function TierHead({ metal, label, title, line, reached, heading: Heading = 'h1' }: TierHeadProps) {
  return (
    <div className={`${metal} grid gap-4`}>
      {reached && <div className="sweep" />}
      <p className={reached ? 'label text-(--metal)' : 'tierword label'}>{label}</p>
      <Heading className="display d64">{title}</Heading>
      {line && <p className="text-muted">{line}</p>}
    </div>
  )
}
