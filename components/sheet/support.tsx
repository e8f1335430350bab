'use client'

import { useEffect } from 'react'

/** The dialog that a click asks for in a browser without invoker commands; nothing otherwise. */
function invoked(target: Element) {
  if ('command' in HTMLButtonElement.prototype) return
  const id = target.closest('button[commandfor]')?.getAttribute('commandfor')
  const dialog = id && document.getElementById(id)
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal()
}

function closeDrops(except: Element | null) {
  for (const drop of document.querySelectorAll<HTMLDetailsElement>('details.drop[open]')) {
    if (drop !== except) drop.open = false
  }
}

/**
 * What HTML leaves to a script, once per page: opening sheets in browsers that don't know invoker commands, closing them
 * by a click beside them where `closedby` is unknown, and closing a drop-down by a click elsewhere or Escape.
 */
export function SheetSupport() {
  useEffect(() => {
    const onClick = ({ target }: MouseEvent) => {
      if (!(target instanceof Element)) return
      invoked(target)
      closeDrops(target.closest('details.drop'))
      if (target instanceof HTMLDialogElement && !('closedBy' in HTMLDialogElement.prototype)) target.close()
    }
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return
      const drop = document.activeElement?.closest('details.drop[open]')
      closeDrops(null)
      drop?.querySelector('summary')?.focus()
    }
    document.addEventListener('click', onClick)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('click', onClick)
      document.removeEventListener('keydown', onKey)
    }
  }, [])
  return null
}
