import type { Metal } from '@/components/tiers'

/** "This order makes you Bronze." under a hairline of its metal that shines once. */
export function ReachedLine({ metal, text }: { metal: Metal; text: string }) {
  return (
    <div className={`${metal} mt-3 grid gap-3`}>
      <div className="sweep" />
      <p className="caption">{text}</p>
    </div>
  )
}
