import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { findBrowser } from './find-program.ts'

/** Before any test: the desk page is built, and a browser is found or installed; tests without one skip visibly. */
export async function setup(): Promise<void> {
  await ensureDesk()
  const browser = findBrowser()
  if (browser) process.env['CHROMIUM'] = browser
  else process.stderr.write('No browser was found: the tests that need one are skipped.\n')
}
