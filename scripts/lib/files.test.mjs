import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sourcesHash } from './build.mjs'
import { missingPackages } from './dependencies.mjs'
import { secrets } from './secrets.mjs'

let folder
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'sorento-files-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(name, content) {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
}

describe('secrets', () => {
  it('are made once, kept for their owner only, and long', () => {
    const made = secrets({}, folder)
    expect(secrets({}, folder)).toEqual(made)
    expect(made.AUTH_SECRET).toHaveLength(43)
    expect(made.COOKIE_SECRET).not.toBe(made.AUTH_SECRET)
    expect(made.DEMO_PASSWORD).toMatch(/^([b-z]{4}-){3}[b-z]{4}$/)
    if (process.platform !== 'win32') expect(statSync(path.join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
  })

  it('of the environment win, and are not written down', () => {
    const made = secrets({}, folder)
    const given = secrets({ DEMO_PASSWORD: 'from outside', AUTH_SECRET: '' }, folder)
    expect(given).toEqual({ ...made, DEMO_PASSWORD: 'from outside' })
    expect(secrets({}, folder)).toEqual(made)
  })
})

describe('what is missing in node_modules', () => {
  beforeEach(() => {
    write('package.json', { dependencies: { one: '1.0.0' }, devDependencies: { '@a/two': '2.0.0' } })
    write('node_modules/one/package.json', { version: '1.0.0' })
    write('node_modules/@a/two/package.json', { version: '2.0.0' })
    write('node_modules/.package-lock.json', {})
  })

  it('is nothing when every pinned version is there', () => {
    expect(missingPackages(folder)).toEqual([])
  })

  it('is what has another version, or is not there', () => {
    write('node_modules/one/package.json', { version: '1.0.1' })
    rmSync(path.join(folder, 'node_modules/@a'), { recursive: true })
    expect(missingPackages(folder)).toEqual(['one', '@a/two'])
  })

  it('is everything after an installation that did not finish', () => {
    rmSync(path.join(folder, 'node_modules/.package-lock.json'))
    expect(missingPackages(folder)).toEqual(['one', '@a/two'])
  })
})

describe('whether the sources changed', () => {
  const changes = (name, content = 'changed') => {
    const before = sourcesHash(folder)
    write(name, content)
    return sourcesHash(folder) !== before
  }

  beforeEach(() => {
    for (const name of ['app/page.tsx', 'lib/core/money.ts', 'proxy.ts', 'package-lock.json']) write(name, 'first')
  })

  it.each(['app/page.tsx', 'app/new/page.tsx', 'lib/core/money.ts', 'messages/en.json', 'proxy.ts', 'next.config.js'])(
    '%s is part of the build',
    (name) => expect(changes(name)).toBe(true),
  )

  it.each([
    'lib/core/money.test.ts',
    'lib/generated/prisma/client.ts',
    'e2e/a.spec.ts',
    'README.md',
    'vitest.config.ts',
  ])('%s is not', (name) => expect(changes(name)).toBe(false))

  it('is not said of a file that is only written again', () => {
    expect(changes('app/page.tsx', 'first')).toBe(false)
  })
})
