'use client'

import { useId, useRef, useState, useSyncExternalStore, type KeyboardEvent } from 'react'
import { useSuggestions, type Suggestion } from './use-suggestions'

export type SuggestFieldProps = {
  name: string
  label: string
  value?: string
  maxLength: number
  autoFocus?: boolean
  /** Where suggestions come from: GET with `q`. */
  from: string
  /** What the list is called. */
  list: string
}

const never = () => () => {}

/**
 * A search field with suggestions: the editable combobox of the ARIA Authoring Practices, with a list of links. The
 * browser's own field until scripts have come, and for good without them.
 */
export function SuggestField({ name, label, value, maxLength, autoFocus, from, list }: SuggestFieldProps) {
  const id = useId()
  const ready = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  const { found, ask, clear } = useSuggestions(from)
  const [active, setActive] = useState(-1)
  const options = useRef<HTMLDivElement>(null)
  const { items, said } = found
  const open = items.length > 0

  const close = () => {
    clear()
    setActive(-1)
  }
  const go = (event: KeyboardEvent, to: number) => {
    event.preventDefault()
    setActive(to)
    options.current?.children[to]?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // Enter and arrows belong to the input method while it composes a character.
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    if (!open) {
      if (event.key === 'ArrowDown') ask(event.currentTarget.value)
      // What is still on its way is not wanted any more; the browser empties the field.
      if (event.key === 'Escape') close()
      return
    }
    const last = items.length - 1
    switch (event.key) {
      case 'ArrowDown':
        return go(event, active === last ? -1 : active + 1)
      case 'ArrowUp':
        return go(event, active === -1 ? last : active - 1)
      // In the list these go to its ends; in the field they are the caret's.
      case 'Home':
        return active === -1 ? undefined : go(event, 0)
      case 'End':
        return active === -1 ? undefined : go(event, last)
      case 'ArrowLeft':
      case 'ArrowRight':
        return setActive(-1)
      case 'Escape':
        event.preventDefault()
        return close()
      case 'Enter': {
        const chosen = options.current?.children[active]
        if (!(chosen instanceof HTMLElement)) return
        event.preventDefault()
        return chosen.click()
      }
    }
  }
  return (
    <div className="suggest">
      <input
        className="input"
        type="search"
        name={name}
        aria-label={label}
        placeholder={label}
        defaultValue={value}
        maxLength={maxLength}
        autoFocus={autoFocus}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        {...(ready && {
          role: 'combobox',
          'aria-autocomplete': 'list',
          'aria-expanded': open,
          'aria-controls': id,
          'aria-activedescendant': active === -1 ? undefined : `${id}-${active}`,
        })}
        onInput={(event) => {
          setActive(-1)
          ask(event.currentTarget.value)
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      {/* The field keeps the focus while something is chosen: losing it would close the list first. */}
      <div
        ref={options}
        id={id}
        className="suggestions"
        role="listbox"
        aria-label={list}
        hidden={!open}
        onPointerDown={(event) => event.preventDefault()}
        onMouseDown={(event) => event.preventDefault()}
      >
        {items.map((item, at) => (
          <Option key={item.href} id={`${id}-${at}`} item={item} selected={at === active} />
        ))}
      </div>
      <p className="sr-only" role="status">
        {said}
      </p>
    </div>
  )
}

function Option({ id, item, selected }: { id: string; item: Suggestion; selected: boolean }) {
  return (
    <a id={id} role="option" aria-selected={selected} tabIndex={-1} href={item.href}>
      {item.picture && <img src={item.picture} width={48} height={60} alt="" />}
      <span className="words">
        <span>{item.text}</span>
        {item.note && <span className="note">{item.note}</span>}
      </span>
      {item.price && <span className="num">{item.price}</span>}
    </a>
  )
}
