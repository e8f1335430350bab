'use client'

import type { ReactNode } from 'react'
import { useRouter } from 'next/navigation'
import { FactList } from '@/components/fact-list'
import { Sheet } from '@/components/sheet'
import { useShown } from '@/components/sheet/shown'

export type WhyPanelProps = {
  /** Unique on the page. */
  id: string
  /** Title of the panel and words of the button: "Why am I seeing this?" */
  title: string
  close: string
  /** "Home, first shelf" */
  slot: string
  /** What the slot says: "To go with your Rapace gown". */
  subject: string
  rule: { title: string; text: string }
  /** Strongest first; weights as they are read: "0.48". */
  reasons: { title: string; items: readonly { text: string; weight: string }[] }
  facts: { title: string; items: readonly { text: string; at: string; dateTime?: string }[] }
  /** "Without personalisation this place shows “Trending now”. Prices and benefits stay the same." */
  otherwise: string
  /** The switch: a form with its button, or a link. */
  children?: ReactNode
}

/** What a decision rests on. The page renders it only when its address asks, so that nobody else loads it. */
export function WhyPanel({
  id,
  title,
  close,
  slot,
  subject,
  rule,
  reasons,
  facts,
  otherwise,
  children,
}: WhyPanelProps) {
  const dialog = useShown(id)
  const router = useRouter()
  // Once it is closed, the address no longer asks.
  const forgetAsking = () => {
    const url = new URL(window.location.href)
    url.searchParams.delete('why')
    router.replace(url.pathname + url.search, { scroll: false })
  }
  return (
    <Sheet ref={dialog} id={id} title={title} close={close} plain open onClose={forgetAsking} footer={children}>
      <div className="grid gap-1">
        <p className="label text-muted">{slot}</p>
        <p className="font-medium">{subject}</p>
      </div>
      <div className="grid gap-2">
        <h3 className="caption font-medium">{rule.title}</h3>
        <p>{rule.text}</p>
      </div>
      {reasons.items.length > 0 && (
        <div className="grid gap-2">
          <h3 className="caption font-medium">{reasons.title}</h3>
          <FactList items={reasons.items.map((reason) => ({ text: reason.text, figure: reason.weight }))} />
        </div>
      )}
      {facts.items.length > 0 && (
        <div className="grid gap-2">
          <h3 className="caption font-medium">{facts.title}</h3>
          <FactList closed items={facts.items} />
        </div>
      )}
      <p className="caption text-muted">{otherwise}</p>
    </Sheet>
  )
}
