'use client'

import { useSyncExternalStore } from 'react'
import { EmptyState } from '@/components/empty-state'
// The message files that a browser loads: these few words are all a broken page needs.
import en from '@/messages/en/error.json'
import pl from '@/messages/pl/error.json'

const never = () => () => undefined

/** In the language of the page that broke, as far as it says so. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const language = useSyncExternalStore(
    never,
    () => document.documentElement.lang,
    () => 'en',
  )
  const words = language === 'pl' ? pl : en
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
