'use client'

/** When even the layout fails: no styles, no pictures, the way back. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main>
          <h1>Something broke on our side</h1>
          <p>Your cart and your orders are safe. Try again in a moment.</p>
          <button onClick={reset}>Try again</button>
        </main>
      </body>
    </html>
  )
}
