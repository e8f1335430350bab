'use client'

import { useRef, useState, type ChangeEvent } from 'react'
import { Field, SelectField, TextField } from '@/components/form/field'

export type WhatIfFormProps = {
  /** Where the form leads: a page that answers to `setting` and `value` in its address. */
  action: string
  settings: readonly { path: string; label: string; today: string }[]
  /** What was asked last. */
  setting: string
  value: string
  /** Why it could not be worked out. */
  error?: string
  hint?: string
  words: { setting: string; today: string; value: string; submit: string; note: string }
}

/**
 * Asks "what if". A plain form that leads to its answer: the script only shows what the chosen setting is today, and
 * begins from there.
 */
export function WhatIfForm({ action, settings, setting, value, error, hint, words }: WhatIfFormProps) {
  const [chosen, setChosen] = useState(setting)
  const typed = useRef<HTMLInputElement>(null)
  const todayOf = (path: string) => settings.find((each) => each.path === path)?.today ?? ''
  const choose = (event: ChangeEvent<HTMLSelectElement>) => {
    setChosen(event.target.value)
    if (typed.current) typed.current.value = todayOf(event.target.value)
  }
  return (
    <form action={action} className="what-if">
      <SelectField
        id="setting"
        name="setting"
        label={words.setting}
        options={settings.map(({ path, label }) => ({ value: path, label }))}
        defaultValue={setting}
        onChange={choose}
      />
      <div className="pair">
        <Field id="today" label={words.today}>
          <output id="today" className="input today" htmlFor="setting">
            {todayOf(chosen)}
          </output>
        </Field>
        <TextField
          id="value"
          name="value"
          label={words.value}
          ref={typed}
          defaultValue={value}
          autoComplete="off"
          error={error}
          hint={hint}
        />
      </div>
      <button className="btn full">{words.submit}</button>
      <p className="caption text-muted">{words.note}</p>
    </form>
  )
}
