import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Reason } from '../../../server/protocol/scan.ts'
import { launchBrowser } from './browser.ts'
import { startHub, type TestHub } from '../hub/hub.ts'
import { reasonMembers, reasonSettings, showEveryReason } from './reasons.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** Where an answer is shown. */
export const STAGE = '[aria-label="Scan"]'

const JSON_TYPE = { 'content-type': 'application/json' }

async function ask<Answer>(hub: TestHub, path: string, body: object): Promise<Answer> {
  const init = { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) }
  return (await (await hub.fetch(path, init)).json()) as Answer
}

async function startReasonHub(now: number): Promise<TestHub> {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(reasonSettings(now)))
  const hub = await startHub({ data: folder })
  const headers = { 'content-type': 'text/csv' }
  const init = { method: 'POST', headers, body: reasonMembers(now) }
  const imported = await hub.fetch('api/v1/members/import', init)
  if (!imported.ok) throw new Error(await imported.text())
  return hub
}

async function withdrawNadia(hub: TestHub): Promise<void> {
  const found = await (await hub.fetch('api/members/?search=nadia')).json()
  const [nadia] = (found as { results: { id: string }[] }).results
  await ask(hub, `api/v1/members/${nadia?.id ?? ''}/cards/withdraw`, { code: 'CARD-credential_revoked' })
}

/** Shows every reason of an answer on one English desk at a real hub, and tells of each while it is on the stage. */
export async function tourOfReasons(seen: (page: Page, reason: Reason) => Promise<void>): Promise<void> {
  const hub = await startReasonHub(Date.now())
  const browser = await launchBrowser()
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  const page = await context.newPage()
  await showEveryReason({
    page,
    async open() {
      const asked = { role: 'receptionist', name: 'Maria K.' }
      const { address } = await ask<{ address: string }>(hub, 'api/v1/links', asked)
      await page.goto(address)
      await page.locator('[data-testid="connection"][data-state="live"]').waitFor()
    },
    withdraw: () => withdrawNadia(hub),
    killHub: () => hub.close(),
    seen: (reason) => seen(page, reason),
  })
}
