import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { readHubFile } from '../server/platform/data-folder.ts'
import { reasonMembers, reasonSettings, showEveryReason } from '../tests/support/browser/reasons.ts'
import { startPictureHub } from './picture-hub.ts'

/** Small enough for 80 of them in the project, good enough to read every word. */
const JPEG_QUALITY = 60

interface Surface {
  viewport: { width: number; height: number }
  colorScheme: 'light' | 'dark'
}

/** A picture of every reason that a scan can be answered with, as `REASON-THEME-WIDTH.jpeg`. */
export async function takeReasons(browser: Browser, surface: Surface, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const data = mkdtempSync(join(tmpdir(), 'frontdesk-reasons-'))
  const now = Date.now()
  const given = { settings: reasonSettings(now), members: reasonMembers(now), demo: 0 }
  const hub = await startPictureHub(data, given)
  const context = await browser.newContext({ ...surface, locale: 'en-GB' })
  const page = await context.newPage()
  await showEveryReason({
    page,
    async open() {
      await page.goto(hub.run('link', '--role', 'receptionist', '--name', 'Maria K.'))
      await page.locator('[data-testid="connection"][data-state="live"]').waitFor()
    },
    withdraw: () => withdrawNadia(data),
    killHub: () => Promise.resolve(void hub.process.kill('SIGKILL')),
    async seen(reason) {
      const path = join(folder, `${reason}-${surface.colorScheme}-${surface.viewport.width}.jpeg`)
      await page.screenshot({ path, type: 'jpeg', quality: JPEG_QUALITY })
    },
  })
  await context.close()
  rmSync(data, { recursive: true, force: true })
}

async function withdrawNadia(data: string): Promise<void> {
  const { http, controlKey } = readHubFile(data)
  const headers = { authorization: `Bearer ${controlKey}`, 'content-type': 'application/json' }
  const response = await fetch(new URL('api/members/?search=nadia', http), { headers })
  const [nadia] = ((await response.json()) as { results: { id: string }[] }).results
  const body = JSON.stringify({ code: 'CARD-credential_revoked' })
  await fetch(new URL(`api/v1/members/${nadia?.id ?? ''}/cards/withdraw`, http), {
    method: 'POST',
    headers,
    body,
  })
}
