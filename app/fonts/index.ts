import localFont from 'next/font/local'

// next/font reads these calls at build time, so every option has to be a literal here. The ranges are those the files
// were cut to: the extended ones are only fetched by a page that shows such a letter. What stands in until a face has
// come is in styles/faces.css: next/font's own stand-in is found on Windows and macOS only, and the page moved elsewhere.

const displayLatin = localFont({
  src: './bodoni-moda-latin-opsz-normal.woff2',
  weight: '400 900',
  variable: '--font-display-face',
  adjustFontFallback: false,
})

const displayExtended = localFont({
  src: './bodoni-moda-latin-ext-opsz-normal.woff2',
  weight: '400 900',
  variable: '--font-display-extended',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF',
    },
  ],
})

const textLatin = localFont({
  src: './instrument-sans-latin-wght-normal.woff2',
  weight: '400 700',
  variable: '--font-text-face',
  adjustFontFallback: false,
})

const textExtended = localFont({
  src: './instrument-sans-latin-ext-wght-normal.woff2',
  weight: '400 700',
  variable: '--font-text-extended',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF',
    },
  ],
})

/** The classes that bring both faces to a page: they belong on `<html>`. */
export const fontClasses = [displayLatin, displayExtended, textLatin, textExtended]
  .map((face) => face.variable)
  .join(' ')
