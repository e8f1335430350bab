import { useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * Makes a sheet that was rendered open (for readers without a script) modal, once for each `token`. When it is modal
 * already, what it showed has just been replaced: focus goes to its first button instead of being lost.
 */
export function useShown(token: string): RefObject<HTMLDialogElement | null> {
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
    panel.showModal()
  }, [token])
  return dialog
}
