'use client'

import { useEffect, useRef } from 'react'

export type ErrorSummaryProps = {
  title: string
  /** Each leads to its field; one without a field is only read. */
  items: readonly { id?: string; text: string }[]
}

/** What is wrong, at the top of the form. It takes focus, so that nobody misses it. */
export function ErrorSummary({ title, items }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [items])
  return (
    <div ref={box} className="error-summary" role="alert" tabIndex={-1}>
      <p>{title}</p>
      {items.length > 0 && (
        <ul>
          {items.map((item) => (
            <li key={item.text} className="caption">
              {item.id ? <a href={`#${item.id}`}>{item.text}</a> : item.text}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
