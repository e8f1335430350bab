'use client'

import words from '@/messages/en/error.json'

/** When even the layout fails: no styles, no pictures, the way back. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main>
          <h1>{words['error.title']}</h1>
          <p>{words['error.text']}</p>
          <button onClick={reset}>{words['error.again']}</button>
        </main>
      </body>
    </html>
  )
}
