import type { ReactNode, RefObject } from 'react'

export type SheetProps = {
  /** Unique on the page: a button's `commandfor` names it. */
  id: string
  title: string
  close: string
  children: ReactNode
  footer?: ReactNode
  /** Rendered open by the server, for a page that was asked for without a script. */
  open?: boolean
  /** True when nothing inside the middle can take focus, so that the keyboard can still scroll it. */
  plain?: boolean
  ref?: RefObject<HTMLDialogElement | null>
  onClose?: () => void
}

/**
 * The one panel of the shop: from the right on a desktop, from below on a phone. A modal `<dialog>`: the browser itself
 * moves focus in and back, closes on Escape and on a click beside it, and needs no script for any of it.
 */
export function Sheet({ id, title, close, children, footer, open, plain, ref, onClose }: SheetProps) {
  return (
    <dialog
      ref={ref}
      id={id}
      className="sheet"
      open={open}
      closedby="any"
      onClose={onClose}
      aria-labelledby={`${id}-title`}
    >
      <div className="top">
        <h2 className="display d28" id={`${id}-title`}>
          {title}
        </h2>
        <form method="dialog">
          <button className="close">{close}</button>
        </form>
      </div>
      <div className="scroll" tabIndex={plain ? 0 : undefined}>
        {children}
      </div>
      {footer && <div className="bottom">{footer}</div>}
    </dialog>
  )
}

export type OpenSheetProps = { sheet: string; className?: string; children: ReactNode }

/** The button that opens a sheet; without a script too, where the browser knows invoker commands. */
export function OpenSheet({ sheet, className, children }: OpenSheetProps) {
  return (
    <button type="button" command="show-modal" commandfor={sheet} className={className}>
      {children}
    </button>
  )
}
