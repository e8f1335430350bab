import { Button } from '@/components/button'

export type ReturnFormProps = {
  /** The page that reviews the choice: it is asked for, so a reload or a way back changes nothing. */
  action: string
  legend: string
  /** A box for a single unit, a choice of how many for several. */
  lines: readonly { field: string; label: string; most: number }[]
  /** What choosing no unit is called. */
  none: string
  submit: string
}

/** Which pieces of an order come back. Works without a script. */
export function ReturnForm({ action, legend, lines, none, submit }: ReturnFormProps) {
  return (
    <form action={action} className="form">
      <fieldset className="opts">
        <legend>{legend}</legend>
        {lines.map(({ field, label, most }) => (
          <label key={field} className="opt">
            {most === 1 ? (
              <>
                <input type="checkbox" name={field} value="1" />
                <span>{label}</span>
              </>
            ) : (
              <>
                <span className="grow">{label}</span>
                <select name={field} className="input small !w-24" defaultValue="0">
                  {Array.from({ length: most + 1 }, (_, units) => (
                    <option key={units} value={units}>
                      {units === 0 ? none : units}
                    </option>
                  ))}
                </select>
              </>
            )}
          </label>
        ))}
      </fieldset>
      <p>
        <Button line>{submit}</Button>
      </p>
    </form>
  )
}
