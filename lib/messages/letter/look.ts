import type { CSSProperties } from 'react'

// The house's look for mail clients: styles stand on the elements, since many clients drop what stands in the head; the
// head adds what only some can do, dark colours and one column on phones.

/** The palette of app/styles/tokens.css, light and dark. */
const LIGHT = { page: '#f6f3ee', stone: '#e4ded4', ink: '#171512', onInk: '#f6f3ee', muted: '#655e54', line: '#d9d2c6' }
const DARK = { page: '#12110f', stone: '#1c1a17', ink: '#f1ece3', onInk: '#12110f', muted: '#a89f92', line: '#2e2a25' }

const DISPLAY = "'Bodoni Moda', 'Bodoni 72', Didot, 'Playfair Display', Georgia, serif"
const TEXT = "'Instrument Sans', 'Helvetica Neue', Helvetica, Arial, sans-serif"

const text = (size: number, line: number, color: string): CSSProperties => ({
  ...{ margin: 0, fontFamily: TEXT, fontSize: `${size}px`, lineHeight: `${line}px`, fontWeight: 400, color },
})
const display = (size: number, line: number): CSSProperties => ({
  ...{ margin: 0, fontFamily: DISPLAY, fontSize: `${size}px`, lineHeight: `${line}px`, fontWeight: 400 },
  ...{ letterSpacing: '-0.015em', color: LIGHT.ink },
})

export const LOOK = {
  body: { margin: 0, padding: 0, backgroundColor: LIGHT.page },
  sheet: { width: '100%', maxWidth: '600px', margin: '0 auto' },
  head: { padding: '32px 24px 24px', textAlign: 'center' },
  wordmark: { ...display(28, 32), textDecoration: 'none' },
  part: { padding: '0 24px 32px' },
  headline: display(36, 40),
  paragraph: { ...text(16, 26, LIGHT.ink), marginTop: '16px' },
  label: { ...text(12, 16, LIGHT.muted), letterSpacing: '0.06em' },
  caption: text(13, 20, LIGHT.muted),
  strong: { ...text(16, 24, LIGHT.ink), fontWeight: 500 },
  title: display(22, 28),
  figure: display(26, 30),
  band: { padding: '24px', backgroundColor: LIGHT.stone },
  ruled: { borderTop: `1px solid ${LIGHT.line}` },
  cell: { ...text(16, 24, LIGHT.ink), padding: '10px 0', borderTop: `1px solid ${LIGHT.line}`, verticalAlign: 'top' },
  value: { textAlign: 'right', whiteSpace: 'nowrap', paddingLeft: '16px' },
  button: {
    ...{ display: 'inline-block', padding: '15px 28px', borderRadius: '2px', backgroundColor: LIGHT.ink },
    ...{ ...text(14, 18, LIGHT.onInk), fontWeight: 500, textDecoration: 'none' },
  },
  picture: { width: '100%', maxWidth: '264px', height: 'auto', backgroundColor: LIGHT.stone },
  column: { width: '50%', verticalAlign: 'top', paddingBottom: '32px' },
  link: { color: LIGHT.ink, textDecoration: 'underline' },
  plainLink: { color: LIGHT.ink, textDecoration: 'none' },
  foot: { ...text(13, 20, LIGHT.muted), marginTop: '12px' },
} as const satisfies Record<string, CSSProperties>

/** What stands in the head. Classes: p page, s stone, i ink, m muted, l line, b button; c a column, w a picture. */
export const HEAD_STYLES = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:520px){
.c{display:block!important;width:100%!important;padding-left:0!important;padding-right:0!important}
.n{display:none!important}
.w{max-width:100%!important}
.f{display:block!important;width:100%!important;padding-bottom:12px!important}
.h{font-size:32px!important;line-height:36px!important}
}
@media (prefers-color-scheme:dark){
body,.p,body>table>tbody>tr>td{background-color:${DARK.page}!important}
.s{background-color:${DARK.stone}!important}
.i{color:${DARK.ink}!important}
.m{color:${DARK.muted}!important}
.l{border-color:${DARK.line}!important}
.b{background-color:${DARK.ink}!important;color:${DARK.onInk}!important}
}
`.trim()
