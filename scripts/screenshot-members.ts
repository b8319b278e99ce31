import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, ViewportSize } from 'playwright-core'
import { LANGUAGES, traitsOf, type Language } from '../renderer/i18n/languages.ts'
import { readHubFile } from '../server/platform/data-folder.ts'
import { fillGym } from '../tests/support/browser/believable-gym.ts'
import { tourGym } from '../tests/support/browser/members-tour.ts'
import { wordsOf } from '../tests/support/browser/words.ts'
import { startPictureHub } from './picture-hub.ts'

interface Surface {
  viewport: ViewportSize
  colorScheme: 'light' | 'dark'
}

const SETTINGS = {
  capacity: 150,
  defaultLocation: 'Main entrance',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
}

/** Pictures of the screens of members, plans and files, in these languages, as `LANGUAGE/SCREEN-THEME-WIDTH.png`. */
export async function takeMembers(
  browser: Browser,
  surface: Surface,
  folder: string,
  languages: readonly Language[] = LANGUAGES,
): Promise<void> {
  for (const language of languages) {
    const pictures = join(folder, language)
    mkdirSync(pictures, { recursive: true })
    const data = mkdtempSync(join(tmpdir(), 'frontdesk-members-'))
    const hub = await startPictureHub(data, { settings: SETTINGS, members: 'full_name\n', demo: 60 })
    await fillGym(askAs(data), Date.now())
    const context = await browser.newContext({ ...surface, locale: traitsOf(language).locale })
    const page = await context.newPage()
    await page.goto(hub.run('link', '--role', 'manager', '--name', 'Maria Keller'))
    await page.locator('[data-testid="connection"][data-state="live"]').waitFor()
    await tourGym({
      page,
      words: await wordsOf(language),
      async seen(screen) {
        const name = `${screen}-${surface.colorScheme}-${surface.viewport.width}.png`
        await page.screenshot({ path: join(pictures, name) })
      },
    })
    await context.close()
    hub.process.kill()
    rmSync(data, { recursive: true, force: true })
  }
}

/** Asks the hub of this data folder over HTTP, as whoever owns it. */
function askAs(data: string): (path: string, init?: RequestInit) => Promise<Response> {
  return (path, init = {}) => {
    const { http, controlKey } = readHubFile(data)
    const headers = { authorization: `Bearer ${controlKey}`, ...(init.headers as Record<string, string>) }
    return fetch(new URL(path, http), { ...init, headers })
  }
}
