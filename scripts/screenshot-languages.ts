import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { LANGUAGES, traitsOf } from '../renderer/i18n/languages.ts'
import { TOUR_SETTINGS, tourDesk, tourMembers } from '../tests/support/browser/tour.ts'
import { wordsOf } from '../tests/support/browser/words.ts'
import { startPictureHub } from './picture-hub.ts'

/** Small enough for a hundred of them in the project, good enough to read every word. */
const JPEG_QUALITY = 60

interface Surface {
  viewport: { width: number; height: number }
  colorScheme: 'light' | 'dark'
}

/** A picture of every main screen in every language, as `LANGUAGE/SCREEN-THEME-WIDTH.jpeg`; of `only` these where given. */
export async function takeLanguages(
  browser: Browser,
  surface: Surface,
  folder: string,
  only?: readonly string[],
): Promise<void> {
  for (const language of LANGUAGES) {
    mkdirSync(join(folder, language), { recursive: true })
    const data = mkdtempSync(join(tmpdir(), 'frontdesk-languages-'))
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
      async seen(screen, page) {
        if (only && !only.includes(screen)) return
        const path = join(folder, language, `${screen}-${surface.colorScheme}-${surface.viewport.width}.jpeg`)
        await page.screenshot({ path, type: 'jpeg', quality: JPEG_QUALITY })
      },
    })
    await context.close()
    rmSync(data, { recursive: true, force: true })
  }
}
