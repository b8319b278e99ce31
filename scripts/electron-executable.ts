import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './project.ts'

const PACKAGE = join(ROOT, 'node_modules/electron')

const NAMES: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
}

/** How long fetching Electron (about 110 MB) may take before the hub is started without it. */
const FETCH_TIMEOUT_MS = 90_000

/** Electron's executable file, or null where it is not there. It is looked for, never required: that would fetch it. */
export function findElectron(): string | null {
  const path = join(PACKAGE, 'dist', NAMES[process.platform] ?? 'electron')
  return existsSync(path) ? path : null
}

/** Electron's executable file, fetched where it is not there yet; null where it cannot be had. */
export function fetchElectron(): string | null {
  const found = findElectron()
  if (found !== null || !existsSync(PACKAGE)) return found
  process.stderr.write('Fetching Electron (once) …\n')
  spawnSync(process.execPath, [join(PACKAGE, 'install.js')], { stdio: 'ignore', timeout: FETCH_TIMEOUT_MS })
  return findElectron()
}
