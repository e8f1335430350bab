'use client'

import { startTransition, useActionState, useEffect, useRef, useState, type FormEvent } from 'react'
import { AddedPanel, type AddedContent } from '@/components/added-panel'
import type { AddFormProps } from '@/components/add-form'
import { Sizes, type Size } from './sizes'

/** What the action answers. Its words are finished: they are shown as they are. */
export type BuyState =
  | { status: 'idle' }
  | { status: 'problem'; message: string; sku?: string }
  | { status: 'added'; sku: string; added: AddedContent }

export type BuyPanelProps = {
  /** Receives `sku` (absent when no size was chosen) and what `fields` says. */
  action: (before: BuyState, form: FormData) => Promise<BuyState>
  /** For the complement in the panel that opens; by default `action`, whose answer then shows in the same panel. */
  addAction?: AddFormProps['action']
  /** One entry without a choice to make: it is submitted as it is. */
  sizes: readonly Size[]
  /** Chosen at first, by the address. */
  sku?: string
  /** The panel is open from the start, by the address: what was just added. */
  added?: AddedContent
  fields?: Readonly<Record<string, string>>
  words: {
    /** "Size", while none is chosen. */
    heading: string
    guide?: { href: string; label: string }
    /** "Choose a size first" */
    missing: string
    add: string
    adding: string
    /** Shown instead of the button when nothing of this colour is left: "Sold out in Scarlet". */
    soldOut?: string
  }
}

/** Size and button. It says what is missing instead of being disabled, and works as a plain form without a script. */
export function BuyPanel({ action, addAction, sizes, sku, added, fields = {}, words }: BuyPanelProps) {
  const [state, submit, pending] = useActionState(
    action,
    added && sku ? { status: 'added', sku, added } : { status: 'idle' },
  )
  const [chosen, choose] = useState(sku ?? ('sku' in state ? state.sku : undefined))
  const [missing, setMissing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const only = sizes.length === 1 ? sizes[0] : undefined

  // A size can be chosen before the script is there: then the field knows it and the heading does not.
  useEffect(() => {
    const early = form.current?.querySelector<HTMLInputElement>('input[type=radio]:checked')
    if (early) choose(early.value)
  }, [])

  const message = missing ? words.missing : state.status === 'problem' && !pending ? state.message : ''

  // Not left to React's form action alone: that would reset the chosen size after each addition.
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const data = new FormData(event.currentTarget)
    if (!data.has('sku')) {
      setMissing(true)
      form.current?.querySelector<HTMLInputElement>('input[type=radio]:enabled')?.focus()
      return
    }
    startTransition(() => submit(data))
  }

  return (
    <>
      <form ref={form} action={submit} onSubmit={onSubmit} className="grid gap-6 desk:gap-7">
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {only ? (
          <>
            <input type="hidden" name="sku" value={only.sku} />
            {only.note && <p className="caption text-muted">{only.note}</p>}
          </>
        ) : (
          <Sizes
            sizes={sizes}
            chosen={chosen}
            heading={words.heading}
            guide={words.guide}
            onChoose={(size) => {
              choose(size)
              setMissing(false)
            }}
          />
        )}
        <div className="grid gap-2">
          {words.soldOut ? (
            <p className="btn line full">{words.soldOut}</p>
          ) : (
            <button className="btn full" aria-disabled={pending}>
              {pending ? words.adding : words.add}
            </button>
          )}
          <p role="alert" className="wrong caption empty:hidden">
            {message}
          </p>
        </div>
      </form>
      {state.status === 'added' && <AddedPanel added={state.added} addAction={addAction ?? submit} />}
    </>
  )
}
