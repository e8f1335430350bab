import type { ReactNode } from 'react'

export type NoticeProps = {
  kind: 'info' | 'error' | 'success'
  title: string
  text?: string
  /** A link or a form. */
  children?: ReactNode
}

/** A message above what it is about. An error interrupts a screen reader, the others wait. */
export function Notice({ kind, title, text, children }: NoticeProps) {
  return (
    <div className={`notice ${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      <p>{title}</p>
      {text && <p className="text-muted">{text}</p>}
      {children}
    </div>
  )
}
