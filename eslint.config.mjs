import nextVitals from 'eslint-config-next/core-web-vitals'
import nextTypeScript from 'eslint-config-next/typescript'
import house from './eslint/house.mjs'

const config = [
  { ignores: ['.next/**', '.data/**', 'lib/generated/**', 'next-env.d.ts', 'playwright-report/**', 'test-results/**'] },
  ...nextVitals,
  ...nextTypeScript,
  ...house,
  // Links are plain on purpose: docs/decisions/0011-plain-links.md.
  { rules: { '@next/next/no-html-link-for-pages': 'off' } },
]

export default config
