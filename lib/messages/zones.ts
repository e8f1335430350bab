/** The time zone of each country's capital, for the countries that the house delivers to (IANA names). */
const CAPITAL: Readonly<Record<string, string>> = {
  ...{ US: 'America/New_York', CA: 'America/Toronto', MX: 'America/Mexico_City', BR: 'America/Sao_Paulo' },
  ...{ AR: 'America/Argentina/Buenos_Aires', CL: 'America/Santiago', AT: 'Europe/Vienna', BE: 'Europe/Brussels' },
  ...{ BG: 'Europe/Sofia', CH: 'Europe/Zurich', CY: 'Asia/Nicosia', CZ: 'Europe/Prague', DE: 'Europe/Berlin' },
  ...{ DK: 'Europe/Copenhagen', EE: 'Europe/Tallinn', ES: 'Europe/Madrid', FI: 'Europe/Helsinki' },
  ...{ FR: 'Europe/Paris', GB: 'Europe/London', GR: 'Europe/Athens', HR: 'Europe/Zagreb', HU: 'Europe/Budapest' },
  ...{ IE: 'Europe/Dublin', IS: 'Atlantic/Reykjavik', IT: 'Europe/Rome', LI: 'Europe/Vaduz', LT: 'Europe/Vilnius' },
  ...{ LU: 'Europe/Luxembourg', LV: 'Europe/Riga', MC: 'Europe/Monaco', MT: 'Europe/Malta', NL: 'Europe/Amsterdam' },
  ...{ NO: 'Europe/Oslo', PL: 'Europe/Warsaw', PT: 'Europe/Lisbon', RO: 'Europe/Bucharest', SE: 'Europe/Stockholm' },
  ...{ SI: 'Europe/Ljubljana', SK: 'Europe/Bratislava', AE: 'Asia/Dubai', IL: 'Asia/Jerusalem', KW: 'Asia/Kuwait' },
  ...{ QA: 'Asia/Qatar', SA: 'Asia/Riyadh', TR: 'Europe/Istanbul', ZA: 'Africa/Johannesburg' },
  ...{ AU: 'Australia/Sydney', HK: 'Asia/Hong_Kong', IN: 'Asia/Kolkata', JP: 'Asia/Tokyo', KR: 'Asia/Seoul' },
  ...{ NZ: 'Pacific/Auckland', SG: 'Asia/Singapore', TW: 'Asia/Taipei' },
}

const known = new Map<string, boolean>()

/** Asking the runtime is slow; the names are few, since answers are checked, and each is asked once. */
function isZone(name: string): boolean {
  let is = known.get(name)
  if (is === undefined) {
    try {
      is = new Intl.DateTimeFormat('en', { timeZone: name }) !== null
    } catch {
      is = false
    }
    known.set(name, is)
  }
  return is
}

/**
 * By which clock somebody lives: the time zone that they answered, else that of their country's capital (of a country with
 * several, most live near it or it is what they are used to), else the programme's.
 */
export function zoneOf(of: { answer: string | undefined; country: string | null; programme: string }): string {
  if (of.answer !== undefined && isZone(of.answer)) return of.answer
  const capital = of.country === null ? undefined : CAPITAL[of.country]
  return capital !== undefined && isZone(capital) ? capital : of.programme
}
