// @ts-check
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')

/** A file's place in the project, with forward slashes: "lib/cart/rules.ts". @param {string} file */
export const inProject = (file) => path.relative(root, file).replaceAll(path.sep, '/')

/** Tests, and the fixtures that lie beside them. @param {string} place */
export const isTest = (place) => /\.(?:test|fixture)\.[cm]?[jt]sx?$/.test(place)

/**
 * Where an import leads, without knowing which extension the file has: "lib/cart/rules" for "@/lib/cart/rules", and
 * for "../cart/rules" seen from lib/orders. Undefined for a package.
 *
 * @param {string} from the importing file's place
 * @param {string} source as written
 */
export function target(from, source) {
  if (source.startsWith('@/')) return source.slice(2)
  if (source.startsWith('.')) return path.posix.join(path.posix.dirname(from), source)
  return undefined
}

/** Whether the module at a place says that it only runs on the server. @param {string} place */
export function isServerOnly(place) {
  const file = ['', '.ts', '.tsx', '/index.ts', '/index.tsx']
    .map((ending) => path.join(root, place + ending))
    .find((candidate) => existsSync(candidate) && statSync(candidate).isFile())
  return file !== undefined && /^import 'server-only'/m.test(readFileSync(file, 'utf8'))
}

/**
 * Visits everything in a module that names another module.
 *
 * @param {(node: any, source: string, typeOnly: boolean) => void} visit
 * @returns {Record<string, (node: any) => void>}
 */
export function onImports(visit) {
  const typesOnly = (/** @type {any} */ node) =>
    node.importKind === 'type' ||
    node.exportKind === 'type' ||
    (node.specifiers?.length > 0 &&
      node.specifiers.every((/** @type {any} */ one) => one.importKind === 'type' || one.exportKind === 'type'))
  const declared = (/** @type {any} */ node) => {
    if (typeof node.source?.value === 'string') visit(node, node.source.value, typesOnly(node))
  }
  return {
    ImportDeclaration: declared,
    ExportNamedDeclaration: declared,
    ExportAllDeclaration: declared,
    ImportExpression: (node) => {
      if (typeof node.source.value === 'string') visit(node, node.source.value, false)
    },
  }
}
