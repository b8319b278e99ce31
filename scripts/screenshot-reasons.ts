import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { readHubFile } from '../server/platform/data-folder.ts'
import { reasonMembers, reasonSettings, showEveryReason } from '../tests/support/browser/reasons.ts'
import { startPictureHub } from './picture-hub.ts'
import type { Keep, Surface } from './pictures.ts'

/** A picture of every reason that a scan can be answered with. */
export async function takeReasons(browser: Browser, surface: Surface, keep: Keep): Promise<void> {
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
    seen: (reason) => keep(reason, page),
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
