// @ts-check
import { FLOORS } from './floors.mjs'
import { inProject, isServerOnly, isTest, onImports, target } from './paths.mjs'

const lib = (/** @type {string} */ place) => /^lib\/([^/]+)\//.exec(`${place}/`)?.[1]
const layer = (/** @type {string} */ place) => place.split('/')[0] ?? ''

/** Who may import what: floors inside lib/, and the folders around it. */
const floors = {
  create(/** @type {any} */ context) {
    const from = inProject(context.filename)
    const check = (/** @type {any} */ node, /** @type {string} */ source, /** @type {boolean} */ typeOnly) => {
      const to = target(from, source)
      const message = to && (layer(from) === 'lib' ? fromLib(from, to) : fromComponents(from, to, typeOnly))
      if (message) context.report({ node, message })
    }
    return onImports(check)
  },
}

/** @param {string} from @param {string} to @returns {string | undefined} what is wrong */
function fromLib(from, to) {
  if (to.endsWith('.json')) return undefined // data, not code
  const own = lib(from) ?? ''
  const other = lib(to)
  if (FLOORS[own] === undefined) return `lib/${own} has no floor: give it one in eslint/floors.mjs.`
  if (other === undefined) {
    if (layer(to) === 'messages' && own === 'core') return undefined
    if (['test', 'prisma'].includes(layer(to)) && isTest(from)) return undefined
    return `lib/ may not import ${layer(to)}/: what it needs comes in as an argument.`
  }
  if (other === own) return undefined
  if (FLOORS[other] === undefined) return `lib/${other} has no floor: give it one in eslint/floors.mjs.`
  if (FLOORS[other] < FLOORS[own]) return undefined
  return (
    `lib/${own} (floor ${FLOORS[own]}) may not import lib/${other} (floor ${FLOORS[other]}): ` +
    'only lower floors. What it needs comes in as an argument.'
  )
}

/** @param {string} from @param {string} to @param {boolean} typeOnly @returns {string | undefined} what is wrong */
function fromComponents(from, to, typeOnly) {
  if (layer(from) !== 'components') return undefined
  if (layer(to) === 'lib') {
    if (typeOnly || /(^|\/)actions$/.test(to)) return undefined
    const reads = /(^|\/)queries$/.test(to) || isServerOnly(to) || lib(to) === 'generated'
    return reads ? 'A component receives data; it does not fetch it. Import the type, or take a property.' : undefined
  }
  if (layer(to) === 'app' && !/(^|\/)actions$/.test(to) && !to.startsWith('app/fonts')) {
    return 'components/ may not import app/: a route hands over what the component needs.'
  }
  return ['prisma', 'scripts', 'e2e', 'bench'].includes(layer(to))
    ? `components/ may not import ${layer(to)}/.`
    : undefined
}

/** What a module must not touch unless it says that it runs on the server. */
const IMPURE =
  /^(?:node:)?(?:fs|fs\/promises|net|http|https|child_process)$|^pg$|^next(?:\/|$)|^next-auth(?:\/|$)|^@prisma\//
const IMPURE_OURS = /^lib\/(?:core\/(?:db|env)|generated\/)/

/**
 * Pure files stay pure: without `import 'server-only'` or 'use server' a module of lib/ reaches neither disk, network,
 * database nor Next. And the two names that promise the opposite keep their promise.
 */
const purity = {
  create(/** @type {any} */ context) {
    const from = inProject(context.filename)
    const { body } = context.sourceCode.ast
    const server = body[0]?.type === 'ImportDeclaration' && body[0].source.value === 'server-only'
    const action = body[0]?.directive === 'use server'
    const check = (/** @type {any} */ node, /** @type {string} */ source, /** @type {boolean} */ typeOnly) => {
      if (server || action || typeOnly) return
      const to = target(from, source)
      if (!(to ? IMPURE_OURS.test(to) : IMPURE.test(source))) return
      context.report({
        node,
        message: `A pure module may not import ${source}. Take the facts as arguments, or start with import 'server-only'.`,
      })
    }
    return {
      ...onImports(check),
      Program(/** @type {any} */ node) {
        const name = /([^/]+)\.tsx?$/.exec(from)?.[1]
        if (name === 'queries' && !server)
          context.report({ node, message: "queries.ts starts with import 'server-only'." })
        if (name === 'actions' && !action) context.report({ node, message: "actions.ts starts with 'use server'." })
      },
    }
  },
}

/** `!` says "I know better than the compiler": a comment on its line or just above says why. */
const reasonedAssertion = {
  create(/** @type {any} */ context) {
    const commented = new Set()
    for (const { loc } of context.sourceCode.getAllComments()) {
      for (let line = loc.start.line; line <= loc.end.line + 1; line++) commented.add(line)
    }
    return {
      TSNonNullExpression(/** @type {any} */ node) {
        if (commented.has(node.loc.start.line) || commented.has(node.loc.end.line)) return
        context.report({ node, message: 'Say in a comment why this cannot be null or undefined, or handle it.' })
      },
    }
  },
}

const plugin = { rules: { floors, purity, 'reasoned-assertion': reasonedAssertion } }

export default plugin
