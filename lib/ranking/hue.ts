/** A family of colours, so that a liking for scarlet says something about oxblood too. */
export type Hue =
  'black' | 'white' | 'cream' | 'grey' | 'red' | 'pink' | 'purple' | 'blue' | 'green' | 'brown' | 'gold' | 'silver'

const words: ReadonlyMap<string, Hue> = new Map(
  Object.entries({
    black: 'noir black dark jet onyx graphite charcoal',
    white: 'ivory white pearl snow',
    cream: 'champagne sand cream ecru beige nude',
    grey: 'grey gray slate dove',
    red: 'scarlet red oxblood burgundy crimson ruby rust garnet',
    pink: 'blush rose pink fuchsia magenta',
    purple: 'aubergine lilac purple violet plum',
    blue: 'midnight blue navy sky ultramarine petrol teal sapphire',
    green: 'emerald green bottle sage olive',
    brown: 'cognac brown copper tan chocolate camel',
    gold: 'gold',
    silver: 'silver',
  } satisfies Record<Hue, string>).flatMap(([hue, names]) => names.split(' ').map((name) => [name, hue as Hue])),
)

const linear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4)

/** Lightness, chroma and hue angle in degrees of "#rrggbb". Source: Björn Ottosson, "A perceptual color space", 2020. */
function oklch(hex: string): { lightness: number; chroma: number; angle: number } {
  const value = Number.parseInt(hex.slice(1), 16) || 0
  const [r, g, b] = [value >> 16, (value >> 8) & 255, value & 255].map((c) => linear(c / 255)) as [
    number,
    number,
    number,
  ]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const green = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const yellow = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(green, yellow),
    angle: ((Math.atan2(yellow, green) * 180) / Math.PI + 360) % 360,
  }
}

/**
 * The family of a colourway: by its name where the name is a known word (gloss makes a rendered black measure grey),
 * else by the measured colour. `slug` may have several words: the last known one decides ("pale-rose" is pink).
 */
export function hueOf(slug: string, hex: string): Hue {
  const named = slug
    .split('-')
    .reverse()
    .map((word) => words.get(word))
    .find((hue) => hue)
  if (named) return named
  const { lightness, chroma, angle } = oklch(hex)
  if (lightness < 0.2) return 'black'
  if (chroma < 0.025) return lightness > 0.88 ? 'white' : lightness < 0.4 ? 'black' : 'grey'
  if (lightness > 0.8 && chroma < 0.06) return 'cream'
  if (angle < 12 || angle >= 345) return lightness > 0.5 ? 'pink' : 'red'
  if (angle < 45) return lightness > 0.65 ? 'pink' : 'red'
  if (angle < 75) return 'brown'
  if (angle < 110) return 'gold'
  if (angle < 200) return 'green'
  if (angle < 290) return 'blue'
  return 'purple'
}
