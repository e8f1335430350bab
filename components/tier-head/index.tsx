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
}

/** A tier as a page's name: one rule, one word, one sentence. */
export function TierHead({ metal, label, title, line, reached }: TierHeadProps) {
  return (
    <div className={`${metal} grid gap-4`}>
      {reached && <div className="sweep" />}
      <p className="tierword label">{label}</p>
      <h1 className="display d64">{title}</h1>
      {line && <p className="text-muted">{line}</p>}
    </div>
  )
}
