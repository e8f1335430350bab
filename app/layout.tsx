import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { translator } from '@/lib/core/messages'
import { fontClasses } from './fonts'
import './globals.css'

const t = translator('en-US')

export const metadata: Metadata = {
  title: { default: t('shop.title'), template: `%s · ${t('shop.name')}` },
  description: t('shop.description'),
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f6f3ee' },
    { media: '(prefers-color-scheme: dark)', color: '#12110f' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page carries a nonce of its own, not-found included: none may be made at build time.
  await connection()
  return (
    <html lang="en" className={fontClasses}>
      <body>{children}</body>
    </html>
  )
}
