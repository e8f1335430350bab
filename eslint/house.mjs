// @ts-check
import sorento from './rules.mjs'

const TESTS = ['**/*.{test,fixture}.{ts,tsx,mjs}', 'test/**', 'e2e/**']

/** Time comes from lib/core/clock, chance from a seed: both come in as arguments. */
const IMPURITIES = [
  ['CallExpression[callee.object.name="Date"][callee.property.name="now"]', 'Date.now()'],
  ['NewExpression[callee.name="Date"][arguments.length=0]', 'new Date() without an argument'],
  ['CallExpression[callee.name="Date"]', 'Date()'],
  ['CallExpression[callee.object.name="Math"][callee.property.name="random"]', 'Math.random()'],
  ['CallExpression[callee.object.name="performance"][callee.property.name="now"]', 'performance.now()'],
].map(([selector, what]) => ({
  selector,
  message: `${what} is not for lib/: take the moment or the seed as an argument.`,
}))

/** What holds in this project beyond what Next.js and TypeScript recommend: floors, purity, reasons. */
const house = [
  {
    plugins: { sorento },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-explicit-any': 'error',
      eqeqeq: ['error', 'always'],
      // Pictures are made ahead of time in every width and format; there is no optimiser to send them through.
      '@next/next/no-img-element': 'off',
    },
  },
  { files: ['lib/**', 'components/**'], rules: { 'sorento/floors': 'error' } },
  { files: ['lib/**'], ignores: ['lib/core/**', ...TESTS], rules: { 'sorento/purity': 'error' } },
  {
    files: ['lib/**'],
    ignores: ['lib/core/**', ...TESTS],
    rules: { 'no-restricted-syntax': ['error', ...IMPURITIES] },
  },
  {
    files: ['{app,components,lib,prisma,messages}/**/*.{ts,tsx}', '*.ts'],
    ignores: TESTS,
    rules: { 'sorento/reasoned-assertion': 'error' },
  },
  // The rules of eslint/ walk a syntax tree that has no types of its own.
  { files: ['eslint/**'], rules: { '@typescript-eslint/no-explicit-any': 'off' } },
]

export default house
