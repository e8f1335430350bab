import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { pageLocale, pageWords } from '@/lib/experience/page-words'
import { languageOf } from '@/lib/shopper/language'
import { fontClasses } from './fonts'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const t = await pageWords()
  return {
    title: { default: t('shop.title'), template: `%s · ${t('shop.name')}` },
    description: t('shop.description'),
  }
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
    <html lang={languageOf(await pageLocale())} className={fontClasses}>
      <body>{children}</body>
    </html>
  )
}
