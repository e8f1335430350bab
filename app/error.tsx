'use client'

import { EmptyState } from '@/components/empty-state'
// The one message file that a browser loads: these few words are all a broken page needs.
import words from '@/messages/en/error.json'

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <main id="main" tabIndex={-1}>
      <EmptyState title={words['error.title']} text={words['error.text']}>
        <p>
          <button className="btn" onClick={reset}>
            {words['error.again']}
          </button>
        </p>
      </EmptyState>
    </main>
  )
}
