import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { traitsOf, type Language } from '../renderer/i18n/languages.ts'
import { TOUR_SETTINGS, tourDesk, tourMembers } from '../tests/support/browser/tour.ts'
import { wordsOf } from '../tests/support/browser/words.ts'
import { startPictureHub } from './picture-hub.ts'
import type { Keep, Surface } from './pictures.ts'

/** Pictures of every main screen of a desk, in one language. */
export async function takeDesk(
  browser: Browser,
  surface: Surface,
  language: Language,
  keep: Keep,
): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'frontdesk-desk-'))
  const given = { settings: TOUR_SETTINGS, members: tourMembers(Date.now()), demo: 120 }
  const hub = await startPictureHub(data, given)
  const manager = { username: 'maria', name: 'Maria Keller' }
  const password = hub.run('staff', 'add', manager.username, '--role', 'manager', '--name', manager.name)
  const context = await browser.newContext({ ...surface, locale: traitsOf(language).locale })
  await tourDesk({
    page: await context.newPage(),
    words: await wordsOf(language),
    address: hub.http,
    manager: { ...manager, password },
    killHub: () => Promise.resolve(hub.process.kill('SIGKILL')),
    seen: keep,
  })
  await context.close()
  rmSync(data, { recursive: true, force: true })
}
