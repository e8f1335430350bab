import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

// A script renders letters by the way in which scripts load lib/, in a process of its own.
const SCRIPT = `
  const { loadTypeScript } = await import('./scripts/lib/command.mjs')
  await loadTypeScript()
  const { renderLetter } = await import('./lib/messages/letter/render.ts')
  const content = {
    language: 'pl', subject: 'Twój koszyk', preview: 'p', headline: 'Twój koszyk', paragraphs: ['a & b'], relation: null, rows: [],
    pieces: [], offer: null, action: { label: 'Zobacz', path: '/cart' },
    landing: { cause: 'cart-left', headline: 'h', line: 'l', pieces: [] },
  }
  const letter = await renderLetter(content, { site: 'https://sorento.example', messageId: 'm', unsubscribe: null })
  console.log(JSON.stringify(letter))
`

it('a script can render a letter', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', SCRIPT])
  const { html, text } = JSON.parse(stdout)
  expect(html).toContain('a &amp; b')
  expect(text).toContain('https://sorento.example/cart?utm_source=message&utm_campaign=m')
}, 60_000)
