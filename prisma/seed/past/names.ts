import type { Address } from '../rows'
import type { Dice } from './dice'

// Invented people: family names that no register knows, so that nobody is meant.
const GIVEN =
  'Adelia Alba Amarys Anouk Ariadne Aurel Beatrix Bettine Calla Camilo Cassia Celine Clio Corin Dahlia Delphine Dorian Edda Eleni Elodie Elowen Esme Fanny Fenella Flora Gaia Gideon Greta Hana Hester Ilse Imogen Ione Isolde Jonas Juno Kaia Katya Leonie Linnea Livia Lorenz Lucan Lydia Maelys Magda Maia Mirabel Nadia Nerys Noemi Odette Olympia Orla Ottilie Paloma Perdita Petra Philippa Quentin Ramona Rhea Romilly Rosalba Roxane Sabine Saskia Selma Severin Sidonie Sigrid Silvan Solveig Tamsin Tessaly Thea Tilda Ursula Valentin Verity Viola Wilhelmina Xanthe Yara Ysolde Zelie Zora'.split(
    ' ',
  )
const FAMILY =
  'Abendrell Alderquist Amberlake Ashquill Aurelmont Bellisande Birkenvale Blaisegrove Bramblewick Brightwater-Oak Calderonne Candlewick Castellune Cloverdene Coralindo Crestwyn Damaskin Delacrane Dewmarsh Dovermill Elderflume Emberlyn Evenshade Fairwindle Fennimoor Fiorabel Foxhollow-Wey Galdermere Gilderoth Glasswing Grevemont Harrowgale Hazelmoor Heronsby Hollowind Inglewisp Ironbark-Lacey Ivorsen-Dale Jasperwell Juniperre Kestrelaine Kindlewood Lanternby Larkenfeld Lavendale Lindenquist Lochwinter Lumiérac Maplethorne Marchbanquet Marloweth Meadowlark Miravault Moonvale Mosswater Nightingell Northolme-Rey Oakenshaw-Lys Oleandri Orchardine Palisander Pearlstow Pemberlane Pinewhistle Quillfeather Quincelot Ravensole Redwillow Rosenquarz Rowanlight Saffronet Sandalore Seabright-Mont Silverbeck Sommerwald Starlinger Stonecroft-Lee Sundermere Swallowick Tamarindo Thistlegrove Thornevale Tidewell Umberline Valecroix Velloria Vintersole Wavecrest-Lund Westermoon Willowmere Winterbourne-Fay Wrenfield Yarrowby Zephyrine'.split(
    ' ',
  )
const STREETS =
  'Larkspur Street,Quarry Lane,Candle Row,Old Harbour Road,Mulberry Walk,Observatory Hill,Linden Court,Weaver Street,Theatre Lane,Copper Beech Road'.split(
    ',',
  )

const PLACES: Readonly<Record<string, readonly (readonly [city: string, region: string, postcode: string])[]>> = {
  US: [
    ['New York', 'NY', '10012'],
    ['Chicago', 'IL', '60610'],
    ['Boston', 'MA', '02116'],
    ['San Francisco', 'CA', '94109'],
    ['Austin', 'TX', '78703'],
    ['Seattle', 'WA', '98102'],
    ['Atlanta', 'GA', '30309'],
    ['Santa Fe', 'NM', '87501'],
  ],
  GB: [
    ['London', '', 'W1T 1AA'],
    ['Edinburgh', '', 'EH3 6AA'],
  ],
  FR: [
    ['Paris', '', '75003'],
    ['Lyon', '', '69002'],
  ],
  DE: [
    ['Hamburg', '', '20354'],
    ['München', '', '80331'],
  ],
  PL: [
    ['Kraków', '', '31-002'],
    ['Warszawa', '', '00-031'],
  ],
  CA: [
    ['Montréal', 'QC', 'H2X 1Y4'],
    ['Toronto', 'ON', 'M5V 2T6'],
  ],
  CH: [['Zürich', '', '8001']],
}

export const COUNTRY_SHARES: Readonly<Record<string, number>> = { US: 76, GB: 8, FR: 5, DE: 4, CA: 3, PL: 2, CH: 2 }

const anyOf = (from: readonly string[], dice: Dice) => from[dice.below(from.length)] ?? ''

/** A name that nobody bears. */
export const rollName = (dice: Dice): string => `${anyOf(GIVEN, dice)} ${anyOf(FAMILY, dice)}`

/** An address at which no mail arrives (RFC 2606); the number makes it the only one. */
export function emailOf(name: string, number: number): string {
  const local = name
    .normalize('NFD')
    .replace(/[^a-zA-Z -]/g, '')
    .toLowerCase()
    .replace(/[ -]+/g, '.')
  return `${local}.${number}@example.${number % 3 === 0 ? 'org' : 'com'}`
}

export const rollCountry = (dice: Dice): string =>
  Object.keys(COUNTRY_SHARES)[dice.weighted(Object.values(COUNTRY_SHARES))] ?? 'US'

/** An invented street in a real city of the country; the US for a country without one. */
export function rollAddress(name: string, country: string, dice: Dice): Address {
  const places = PLACES[country] ?? PLACES.US ?? []
  const [city, region, postcode] = places[dice.below(places.length)] ?? ['New York', 'NY', '10012']
  return {
    name,
    line1: `${1 + dice.below(180)} ${anyOf(STREETS, dice)}`,
    line2: dice.chance(0.3) ? `Apt ${1 + dice.below(40)}` : '',
    city,
    region,
    postcode,
    country,
  }
}
