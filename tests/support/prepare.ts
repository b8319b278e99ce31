import { join } from 'node:path'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { ROOT } from '../../scripts/project.ts'
import { findBrowser } from './browser/find-browser.ts'
import { HUB_VARIABLE } from './hub/hub-program.ts'

/** Before any test: the desk page is built, and a browser is found or installed; tests without one skip visibly. */
export async function setup(): Promise<void> {
  // Every hub and shell that a test starts finds its code compiled: half the time of a start.
  process.env['NODE_COMPILE_CACHE'] ??= join(ROOT, 'node_modules/.cache/compiled')
  await ensureDesk()
  process.env[HUB_VARIABLE] = join(ROOT, 'out/main/hub.js')
  const browser = findBrowser()
  if (browser) process.env['CHROMIUM'] = browser
  else process.stderr.write('No browser was found: the tests that need one are skipped.\n')
}
