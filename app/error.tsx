'use client'

import { EmptyState } from '@/components/empty-state'

// The message files stay on the server; these few words are all a broken page needs.
const WORDS = {
  title: 'Something broke on our side',
  text: 'Your cart and your orders are safe. Try again in a moment.',
  again: 'Try again',
}

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <main id="main" tabIndex={-1}>
      <EmptyState title={WORDS.title} text={WORDS.text}>
        <p>
          <button className="btn" onClick={reset}>
            {WORDS.again}
          </button>
        </p>
      </EmptyState>
    </main>
  )
}
