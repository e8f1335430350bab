import { useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * Makes a sheet that was rendered open (for readers without a script) modal, once for each `token`. When it is modal
 * already, what it showed has just been replaced: focus goes to its first button instead of being lost. Where `beside`
 * is on the page, it stays within reach: then the sheet is not modal.
 */
export function useShown(token: string, beside?: string): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const panel = dialog.current
    if (!panel) return
    if (panel.matches(':modal')) {
      panel.querySelector('button')?.focus()
      return
    }
    // showModal refuses an open dialog; close() would tell that somebody closed it.
    panel.removeAttribute('open')
    if (beside && document.querySelector(beside)) {
      // A click there is a click there: it does not close the sheet first.
      panel.setAttribute('closedby', 'closerequest')
      panel.show()
    } else panel.showModal()
  }, [token, beside])
  return dialog
}
