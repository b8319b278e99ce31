import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { chromium } from 'playwright-core'
import { findProgram, installedProgram } from '../find-program.ts'

/** Chromium that never has a window, by the names that systems give it: it takes a fifth less of the processor than a whole one. */
const HEADLESS_SHELLS = ['chromium-headless-shell', 'chrome-headless-shell', 'headless_shell']

/** Whole browsers by the names that systems give them, the likeliest first. */
const WHOLE_BROWSERS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
]

const WHOLE_BROWSER_FILES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * A Chromium that runs without a window: the one that `CHROMIUM` names, a headless shell, or a whole one. On Debian as root the
 * headless shell is installed where it is missing. Null where none can be had.
 */
export function findBrowser(): string | null {
  return (
    process.env['CHROMIUM'] ??
    installedShell() ??
    findProgram('chromium-headless-shell') ??
    findHeadedBrowser()
  )
}

/**
 * A Chromium that can have a window: the one that `HEADED_CHROMIUM` names, or `CHROMIUM` where that can, or an installed one. On
 * Debian as root it is installed where it is missing. Null where none can be had.
 */
export function findHeadedBrowser(): string | null {
  return namedWhole() ?? installedWhole() ?? findProgram('chromium')
}

/** The same for whoever may not install anything. */
export function installedBrowser({ headed }: { headed: boolean }): string | null {
  const whole = () => namedWhole() ?? installedWhole()
  return headed ? whole() : (process.env['CHROMIUM'] ?? installedShell() ?? whole())
}

function namedWhole(): string | null {
  const { HEADED_CHROMIUM: headed, CHROMIUM: named } = process.env
  const isShell = HEADLESS_SHELLS.some((name) => named !== undefined && basename(named).startsWith(name))
  return headed ?? (isShell ? null : named) ?? null
}

const installedShell = () => installedProgram(HEADLESS_SHELLS) ?? shellOfPlaywright()

function installedWhole(): string | null {
  const files = [...WHOLE_BROWSER_FILES, chromium.executablePath()]
  return installedProgram(WHOLE_BROWSERS) ?? files.find(existsSync) ?? null
}

/** Playwright's own lies beside its Chromium, which is in …/chromium-1234/chrome-linux64 or the like. */
function shellOfPlaywright(): string | null {
  const [, folder = '', build = '', system = ''] =
    /^(.*)chromium(-\d+)[\\/]chrome-([^\\/]+)/.exec(chromium.executablePath()) ?? []
  const name = process.platform === 'win32' ? 'chrome-headless-shell.exe' : 'chrome-headless-shell'
  const file = join(`${folder}chromium_headless_shell${build}`, `chrome-headless-shell-${system}`, name)
  return existsSync(file) ? file : null
}
