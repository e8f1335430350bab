import { Button } from '@/components/button'
import { SelectField } from '@/components/form'

export type CountrySwitchProps = {
  label: string
  submit: string
  country: string
  countries: readonly { value: string; label: string }[]
  /** Points are used: that stays as it is. */
  points: boolean
}

/** Where the order goes decides shipping and the address's fields, so it is chosen first, as an address of its own. */
export function CountrySwitch({ label, submit, country, countries, points }: CountrySwitchProps) {
  return (
    <form action="/checkout" className="flex flex-wrap items-end gap-4 pb-8">
      <div className="min-w-0 flex-1">
        <SelectField
          id="country"
          name="country"
          label={label}
          defaultValue={country}
          options={countries}
          autoComplete="country"
        />
      </div>
      {points && <input type="hidden" name="points" value="yes" />}
      <Button line>{submit}</Button>
    </form>
  )
}
