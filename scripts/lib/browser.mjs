// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { runNode } from './processes.mjs'
import { inProject } from './project.mjs'

const HOW = `The browser tests need Chromium, and none was found. Any of these gives them one:
  - install it: "sudo apt-get install chromium" (Debian), "sudo dnf install chromium" (Fedora), "brew install --cask chromium" (macOS)
  - set CHROMIUM_PATH to the program of a Chromium or Chrome that you have
  - let Playwright fetch its own: "npx playwright install --with-deps chromium"`

/** Where Chromium and Chrome usually are. @returns {string[]} */
function usualPlaces() {
  if (process.platform === 'darwin') {
    const apps = ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome']
    return ['/Applications', `${process.env.HOME}/Applications`].flatMap((folder) =>
      apps.map((app) => path.join(folder, app)),
    )
  }
  if (process.platform === 'win32') {
    const folders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    const apps = ['Chromium\\Application\\chrome.exe', 'Google\\Chrome\\Application\\chrome.exe']
    return folders.flatMap((folder) => (folder ? apps.map((app) => path.join(folder, app)) : []))
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome']
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name)))
}

/** Whether a program is there and starts: some systems put a script there that only says how to install it. */
function starts(/** @type {string} */ program) {
  if (!existsSync(program)) return false
  if (process.platform === 'win32') return true // asking it for its version would open a window
  return spawnSync(program, ['--version'], { timeout: 30_000 }).status === 0
}

/**
 * The browser for the tests: CHROMIUM_PATH, else the system's, else Playwright's own, fetched if need be.
 *
 * @returns {Promise<{ executable: string | undefined, told: string }>} executable: undefined means Playwright's own
 * @throws {Error} where there is none and none can be had; the message says how to get one
 */
export async function findBrowser() {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (starts(given)) return { executable: given, told: `${given} (CHROMIUM_PATH)` }
    throw new Error(`CHROMIUM_PATH says ${given}, but that does not start.\n${HOW}`)
  }
  const found = usualPlaces().find(starts)
  if (found) return { executable: found, told: found }

  const { chromium } = await import('@playwright/test')
  const own = { executable: undefined, told: "Playwright's own Chromium" }
  if (starts(chromium.executablePath())) return own
  console.log("  No Chromium on this machine: fetching Playwright's own.")
  await runNode([inProject('node_modules/@playwright/test/cli.js'), 'install', 'chromium'])
  if (starts(chromium.executablePath())) return own
  throw new Error(HOW)
}
