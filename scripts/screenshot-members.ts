import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { traitsOf, type Language } from '../renderer/i18n/languages.ts'
import { readHubFile } from '../server/platform/data-folder.ts'
import { fillGym } from '../tests/support/browser/believable-gym.ts'
import { tourGym } from '../tests/support/browser/members-tour.ts'
import { wordsOf } from '../tests/support/browser/words.ts'
import { startPictureHub } from './picture-hub.ts'
import type { Keep, Surface } from './pictures.ts'

const SETTINGS = {
  capacity: 150,
  defaultLocation: 'Main entrance',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
}

/** Pictures of the screens of members, plans and files, in one language. */
export async function takeMembers(
  browser: Browser,
  surface: Surface,
  language: Language,
  keep: Keep,
): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'frontdesk-members-'))
  const hub = await startPictureHub(data, { settings: SETTINGS, members: 'full_name\n', demo: 60 })
  await fillGym(askAs(data), Date.now())
  const context = await browser.newContext({ ...surface, locale: traitsOf(language).locale })
  const page = await context.newPage()
  await page.goto(hub.run('link', '--role', 'manager', '--name', 'Maria Keller'))
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor()
  await tourGym({ page, words: await wordsOf(language), seen: (screen) => keep(screen, page) })
  await context.close()
  hub.process.kill()
  rmSync(data, { recursive: true, force: true })
}

/** Asks the hub of this data folder over HTTP, as whoever owns it. */
function askAs(data: string): (path: string, init?: RequestInit) => Promise<Response> {
  return (path, init = {}) => {
    const { http, controlKey } = readHubFile(data)
    const headers = { authorization: `Bearer ${controlKey}`, ...(init.headers as Record<string, string>) }
    return fetch(new URL(path, http), { ...init, headers })
  }
}
