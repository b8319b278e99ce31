import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

/** Installed browsers by the names that systems give them, the likeliest first. */
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

const BROWSER_FILES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** Installing a browser with its libraries takes a minute on a slow line. */
const INSTALL_PATIENCE_MS = 5 * 60_000

/** A Chromium to test with: an installed one, Playwright's own, or on Debian as root one that is installed now. */
export function findBrowser(): string | null {
  const named = process.env['CHROMIUM']
  if (named) return named
  const installed = BROWSERS.map(programPath).find((path) => path !== null) ?? BROWSER_FILES.find(existsSync)
  if (installed) return installed
  if (existsSync(chromium.executablePath())) return chromium.executablePath()
  return installOnDebian('chromium') ? programPath('chromium') : null
}

/** A program's path; on Debian as root it is installed where it is missing. Null where it cannot be had. */
export function findProgram(name: string, debianPackage = name): string | null {
  return programPath(name) ?? (installOnDebian(debianPackage) ? programPath(name) : null)
}

function programPath(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find(existsSync) ?? null
}

function installOnDebian(name: string): boolean {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return false
  process.stderr.write(`Installing ${name} for the tests …\n`)
  const run = (args: string[]) =>
    spawnSync('apt-get', args, {
      stdio: 'ignore',
      timeout: INSTALL_PATIENCE_MS,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  return run(['install', '-y', '-q', name]) || (run(['update', '-q']) && run(['install', '-y', '-q', name]))
}
