'use client'

import Form from 'next/form'
import { useEffect, useRef } from 'react'
import { Button } from '@/components/button'

export type PointsSwitchProps = {
  legend: string
  /** How many there are to spend. */
  line: string
  /** "Use 4,190 points, −$83.80" */
  label: string
  submit: string
  used: boolean
  country: string
}

/**
 * Whether points pay for a part of the order. An address of its own, as the country is, so that the page shows the total
 * that it comes to before anything is sent. With scripts the tick alone is enough, and what was typed below stays.
 */
export function PointsSwitch({ legend, line, label, submit, used, country }: PointsSwitchProps) {
  const box = useRef<HTMLInputElement>(null)
  // Ticked before the scripts came, or kept by the browser from an earlier visit: the page follows the tick.
  useEffect(() => {
    if (box.current && box.current.checked !== used) box.current.form?.requestSubmit()
  }, [used])
  return (
    <Form action="/checkout" replace scroll={false} prefetch={false} className="pb-8">
      <fieldset className="opts">
        <legend>{legend}</legend>
        <div className="flex flex-wrap items-center gap-4">
          <label className="opt min-w-0 flex-1">
            <input
              ref={box}
              type="checkbox"
              name="points"
              value="yes"
              defaultChecked={used}
              onChange={(event) => event.currentTarget.form?.requestSubmit()}
            />
            <span className="num">{label}</span>
          </label>
          <noscript>
            <Button line>{submit}</Button>
          </noscript>
        </div>
        <p className="caption text-muted">{line}</p>
      </fieldset>
      <input type="hidden" name="country" value={country} />
    </Form>
  )
}
